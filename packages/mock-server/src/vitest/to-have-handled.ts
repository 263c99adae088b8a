import type { ErrorCode } from '@pulse-io/protocol';
import type { AsyncMatcherResult, MatcherState } from 'vitest';
import { describeEvent } from '../events/describe-event.js';
import type { RequestEntry } from '../events/mock-event.js';
import type { RouteName } from '../faults/route-name.js';
import { describeNearest } from './describe-nearest.js';
import { differences } from './differences.js';
import { fitsBy, showBy } from './matcher-tools.js';
import { stageOf } from './stage.js';
import type { WaitOptions } from './to-have-received.js';
import { PATIENCE_MS, waitUntil } from './wait-until.js';

export interface HandledOptions extends WaitOptions {
  /** 0 where the connection was broken off. */
  status?: number;
  code?: ErrorCode | null;
  /** Who called: a user, `server` with the secret, null with neither. */
  user?: string | null;
  /** Exactly so often; at least once by default. */
  times?: number;
}

export async function toHaveHandled(
  this: MatcherState,
  mock: unknown,
  route: RouteName,
  { times, timeoutMs = PATIENCE_MS, ...wanted }: HandledOptions = {},
): AsyncMatcherResult {
  const stage = stageOf(mock);
  if (!stage) throw new TypeError('toHaveHandled is for the `mock` of pulseTest.');
  const { events, clock } = stage.mock;
  const fits = fitsBy(this);
  const differing = (entry: RequestEntry) => differences({ ...entry }, wanted, fits);
  const count = () => events.requests(route).filter((entry) => differing(entry).length === 0).length;
  const holds = () => (times === undefined ? count() > 0 : count() === times);

  const enough = () => count() >= Math.max(1, times ?? 1);
  if (!this.isNot && times !== 0) await waitUntil(enough, (look) => events.subscribe(look), timeoutMs);
  // Only what has ended can be counted to the last.
  if (this.isNot || times !== undefined) await stage.activity.settle({ untilAnswered: !clock.frozen });

  const what = [route, ...Object.entries(wanted).map(([name, value]) => `${name} ${showBy(this)(value)}`)].join(', ');
  const often = times === undefined ? '' : `, ${times} times`;
  return {
    pass: holds(),
    message: () => {
      const was = this.isNot ? 'was not to handle' : 'was to handle';
      const related = new Set(events.requests(route));
      const candidates = events.requests().map((entry) => ({
        name: describeEvent(entry),
        related: related.has(entry),
        differences: differing(entry),
      }));
      const handled = describeNearest(candidates, showBy(this));
      const came = candidates.length > 0 ? `It handled, nearest first:\n${handled}` : 'It handled nothing.';
      return `The mock ${was} ${what}${often}; it did so ${count()} times. ${came}`;
    },
  };
}
