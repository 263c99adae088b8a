import { FEED_PATTERN, IDENTITY_PATTERN } from '@pulse-io/protocol';
import { ROUTE_SCHEMAS } from '@pulse-io/protocol/schemas';
import type { ScenarioData } from './file-data.js';

/** Tells what is wrong, and where: `messages[3].text must be …`. */
type Tell = (path: string, problem: string) => void;
type Fields = Record<string, unknown>;
type Check = (item: Fields, path: string, tell: Tell) => void;

const LISTS = ['users', 'channels', 'follows', 'activities', 'messages'] as const;
const TEXTS = ['name', 'description'];

/** Finds all that is wrong with plain data; none of it means that it is a ScenarioData. */
export function checkData(data: unknown): string[] {
  const problems: string[] = [];
  const tell: Tell = (path, problem) => void problems.push(`${path} ${problem}`);
  if (!isFields(data)) return ['It must be an object with lists, such as { "users": [], "channels": [] }.'];
  for (const [name, value] of Object.entries(data)) {
    if (TEXTS.includes(name)) {
      if (typeof value !== 'string') tell(name, 'must be a text');
    } else if (!LISTS.some((known) => known === name)) {
      tell(name, `is not known; there are ${[...TEXTS, ...LISTS].join(', ')}`);
    } else if (!Array.isArray(value)) tell(name, 'must be a list');
  }
  for (const list of LISTS) {
    for (const [at, item] of listOf(data, list).entries()) {
      if (isFields(item)) CHECKS[list](item, `${list}[${at}]`, tell);
      else tell(`${list}[${at}]`, 'must be an object');
    }
  }
  for (const list of ['users', 'channels', 'activities', 'messages']) checkTwice(listOf(data, list), list, tell);
  checkPlaces(data, tell);
  return problems;
}

const CHECKS: Record<(typeof LISTS)[number], Check> = {
  users({ id, ...rest }, path, tell) {
    if (typeof id !== 'string' || !IDENTITY_PATTERN.test(id)) tell(`${path}.id`, 'must be an identity, such as maya');
    for (const [field, value] of Object.entries(rest)) {
      if (!['name', 'place', 'title'].includes(field)) tell(`${path}.${field}`, 'is not known');
      else if (typeof value !== 'string') tell(`${path}.${field}`, 'must be a text');
    }
  },
  channels(channel, path, tell) {
    const { id, ...dm } = channel;
    if (typeof id !== 'string' || id === '') tell(`${path}.id`, 'must be a text');
    checkBody('createChannel', channel.type === 'dm' ? dm : channel, path, tell);
  },
  follows({ source, target, ...rest }, path, tell) {
    checkFeed(source, `${path}.source`, tell);
    checkFeed(target, `${path}.target`, tell);
    for (const field of Object.keys(rest)) tell(`${path}.${field}`, 'is not known');
  },
  activities({ feed, ...activity }, path, tell) {
    checkFeed(feed, `${path}.feed`, tell);
    checkBody('addActivity', activity, path, tell);
  },
  messages({ channelId, ...message }, path, tell) {
    if (typeof channelId !== 'string') tell(`${path}.channelId`, 'must be the id of a channel of this file');
    if (message.userId === undefined) tell(`${path}.userId`, 'must say who writes');
    checkBody('sendMessage', message, path, tell);
  },
};

function checkBody(route: 'createChannel' | 'addActivity' | 'sendMessage', body: Fields, path: string, tell: Tell) {
  for (const issue of ROUTE_SCHEMAS[route].body.safeParse(body).error?.issues ?? []) {
    const place = issue.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
    tell(`${path}${place}`, `is wrong: ${issue.message}`);
  }
}

function checkFeed(feed: unknown, path: string, tell: Tell): void {
  if (typeof feed !== 'string' || !FEED_PATTERN.test(feed)) tell(path, 'must be group:id, such as user:maya');
}

/** An id is good for one of a list. */
function checkTwice(items: readonly unknown[], list: string, tell: Tell): void {
  const first = new Map<unknown, number>();
  for (const [at, item] of items.entries()) {
    if (!isFields(item) || item.id === undefined) continue;
    if (first.has(item.id)) tell(`${list}[${at}].id`, `is that of ${list}[${first.get(item.id)}] too`);
    else first.set(item.id, at);
  }
}

/** Messages stand in channels of the file, and answer what stands before them. */
function checkPlaces(data: Fields, tell: Tell): void {
  const channels = new Set(listOf(data, 'channels').map((channel) => (isFields(channel) ? channel.id : undefined)));
  const before = new Map<unknown, unknown>();
  for (const [at, message] of listOf(data, 'messages').entries()) {
    if (!isFields(message)) continue;
    const { id, channelId, parentId, replyTo } = message;
    if (typeof channelId === 'string' && !channels.has(channelId)) {
      tell(`messages[${at}].channelId`, `is ${channelId}, and no channel of this file has that id`);
    }
    for (const [field, other] of Object.entries({ parentId, replyTo })) {
      if (other === undefined || before.get(other) === channelId) continue;
      tell(`messages[${at}].${field}`, 'must be the id of a message before it in the same channel');
    }
    if (id !== undefined) before.set(id, channelId);
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (data: Fields, list: string): readonly unknown[] => {
  const value = Object.hasOwn(data, list) ? data[list] : undefined;
  return Array.isArray(value) ? value : [];
};

/** Whether nothing was found. */
export const isScenarioData = (data: unknown, problems: readonly string[]): data is ScenarioData =>
  problems.length === 0 && isFields(data);
