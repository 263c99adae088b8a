import type { EventType } from '@pulse-io/protocol';
import type { AsyncMatcherResult, MatcherState } from 'vitest';
import { knownClient } from './create-clients.js';
import { describeNearest } from './describe-nearest.js';
import { differencesOf } from './event-part.js';
import { fitsBy, showBy } from './matcher-tools.js';
import type { Received, ReceivedEvent } from './received.js';
import type { Stage } from './stage.js';
import { PATIENCE_MS, waitUntil } from './wait-until.js';

export interface WaitOptions {
  /** Real time; 1,000 by default. */
  timeoutMs?: number;
}

export async function toHaveReceived(
  this: MatcherState,
  client: unknown,
  type: string,
  part: object = {},
  { timeoutMs = PATIENCE_MS }: WaitOptions = {},
): AsyncMatcherResult {
  const { received, stage } = readClient(client, 'toHaveReceived');
  const look = lookFor(this, received, type, part);
  const has = () => look().length > 0;
  const wanted = describeWanted(this, type, part);
  if (this.isNot) {
    const settled = await stage.activity.settle({ untilAnswered: !stage.mock.clock.frozen });
    if (!has() && !settled) return { pass: true, message: () => describeUnsettled(received, wanted, stage) };
    const told = () => `${received.name} was not to receive ${wanted}, and did:\n${list(look())}`;
    return { pass: has(), message: told };
  }
  const pass = await waitUntil(has, (again) => received.subscribe(again), timeoutMs);
  const missed = `${received.name} was to receive ${wanted}, and did not within ${timeoutMs} ms.`;
  return { pass, message: () => `${missed}\n${describeReceived(this, { received, stage, type, part })}` };
}

export async function toHaveReceivedTimes(
  this: MatcherState,
  client: unknown,
  type: string,
  times: number,
  part: object = {},
  { timeoutMs = PATIENCE_MS }: WaitOptions = {},
): AsyncMatcherResult {
  const { received, stage } = readClient(client, 'toHaveReceivedTimes');
  const look = lookFor(this, received, type, part);
  const wanted = describeWanted(this, type, part);
  if (!this.isNot)
    await waitUntil(
      () => look().length >= times,
      (again) => received.subscribe(again),
      timeoutMs,
    );
  const settled = await stage.activity.settle({ untilAnswered: !stage.mock.clock.frozen });
  const { length } = look();
  if (!settled && length === times) {
    return { pass: this.isNot, message: () => describeUnsettled(received, wanted, stage) };
  }
  return {
    pass: length === times,
    message: () =>
      this.isNot
        ? `${received.name} was not to receive ${wanted} ${times} times, and did:\n${list(look())}`
        : `${received.name} was to receive ${wanted} ${times} times, and received it ${length} times.\n${describeReceived(this, { received, stage, type, part })}`,
  };
}

function readClient(client: unknown, matcher: string) {
  const known = knownClient(client);
  if (known) return known;
  throw new TypeError(`${matcher} is for clients that the fixtures \`client\` and \`server\` of pulseTest have made.`);
}

const lookFor = (state: MatcherState, received: Received, type: string, part: object) => {
  const fits = fitsBy(state);
  return () => received.events.filter((event) => event.type === type && differencesOf(event, part, fits).length === 0);
};

const describeWanted = (state: MatcherState, type: string, part: object): string =>
  Object.keys(part).length > 0 ? `${type} with ${showBy(state)(part)}` : type;

interface Search {
  received: Received;
  stage: Stage;
  type: string;
  part: object;
}

/** What came instead, and why that may be. */
function describeReceived(state: MatcherState, { received, stage, type, part }: Search): string {
  const fits = fitsBy(state);
  if (received.events.length === 0) {
    const why =
      received.sockets === 0 ? 'opened no socket: nothing comes before something is watched' : 'received nothing';
    return `It ${why}.${describePublished(stage, type, part, fits)}`;
  }
  const candidates = received.events.map((event) => ({
    name: nameOf(event),
    related: event.type === type,
    differences: differencesOf(event, part, fits),
  }));
  const cameNear = candidates.some(({ related, differences }) => related && differences.length === 0);
  const nearest = describeNearest(candidates, showBy(state));
  return `It received, nearest first:\n${nearest}${cameNear ? '' : describePublished(stage, type, part, fits)}`;
}

/** An event that would have fitted, but did not come here. */
function describePublished({ mock }: Stage, type: string, part: object, fits: ReturnType<typeof fitsBy>): string {
  const published = mock.events
    .of(type as EventType)
    .map(({ ch, offset, data }): ReceivedEvent => ({ ch, offset, type, data: { ...data } }))
    .find((event) => differencesOf(event, part, fits).length === 0);
  return published ? `\nThe backend has published one that fits: ${nameOf(published)}. Was that channel watched?` : '';
}

const nameOf = ({ type, ch, offset, data }: ReceivedEvent): string => {
  const by = typeof data.user === 'string' && offset === undefined ? ` of ${data.user}` : '';
  return `${type}${by} in ${ch}${offset === undefined ? '' : ` at ${offset}`}`;
};

const list = (events: readonly ReceivedEvent[]): string => events.map((event) => `  ${nameOf(event)}`).join('\n');

const describeUnsettled = ({ name }: Received, wanted: string, { activity }: Stage): string =>
  `Whether ${name} receives ${wanted} cannot be told: ${activity.calls} of the calls made are not answered yet. Freeze the clock, or wait for them.`;
