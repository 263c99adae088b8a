import { type Operation, ROUTES, readRoute } from '@pulse-io/protocol';
import { ROUTE_SCHEMAS, type RouteSchema } from '@pulse-io/protocol/schemas';
import fc from 'fast-check';

export const USERS = ['alice', 'bob', 'carol', 'dan', 'overseer', 'admin'] as const;
/** Everybody of one project, its server, and a user of another project. */
export type Who = (typeof USERS)[number] | 'server' | 'stranger';
export const CHANNELS = ['messaging', 'team', 'livestream', 'private', 'elsewhere'] as const;

/** Stands for something that earlier answers have told of: the id of a message, or a cursor. */
export interface Known {
  known: 'message' | 'cursor';
  nth: number;
}

/** A call of the chat API, sensible or not. */
export interface FuzzCall {
  who: Who;
  operation: Operation;
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  body: Record<string, unknown>;
  /** Whether the channel in the path need not be that of the message. */
  misled: boolean;
  waitSeconds: number;
}

/** Texts, each as often as its number says. */
const often = <T extends string>(weights: Record<T, number>) =>
  fc.oneof(
    ...Object.entries<number>(weights).map(([value, weight]) => ({ weight, arbitrary: fc.constant(value as T) })),
  );
/** One of some values, and now and then one that is refused. */
const mostly = (good: readonly unknown[], bad: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 19, arbitrary: fc.constantFrom(...good) }, fc.constantFrom(...bad));
const known = (kind: Known['known']) => fc.record({ known: fc.constant(kind), nth: fc.nat(11) });
const userId = often({ alice: 1, bob: 2, carol: 4, dan: 2, overseer: 1, admin: 1 });
const role = often({ member: 4, moderator: 1, owner: 1 });
const flag = fc.constantFrom('true', 'false');
const place = fc.oneof(known('message'), fc.constantFrom('0', '3', '99'));
const link = (url: string) => [{ type: 'file', url }];

/** Values of fields, by name. */
const VALUES: Record<string, fc.Arbitrary<unknown>> = {
  ...{ userId, role, from: userId, before: place, after: place, around: place, shadow: fc.boolean() },
  ...{ pinned: flag, hard: flag, unread: flag, joined: flag, frozen: mostly([true, false], ['true', 'false']) },
  ...{ messageId: known('message'), replyTo: known('message'), parentId: known('message'), cursor: known('cursor') },
  id: fc.oneof(known('message'), fc.constant('01arz3ndektsv4rrffq69g5fav')),
  channelId: often({ messaging: 8, livestream: 4, team: 4, private: 1, elsewhere: 1, missing: 1 }),
  type: often({ messaging: 2, team: 1, livestream: 1, dm: 1 }),
  name: mostly(['A name', 'a%_\\'], ['\u202e']),
  members: fc.array(fc.record({ userId, role }, { requiredKeys: ['userId'] }), { minLength: 1, maxLength: 3 }),
  custom: mostly([{}, { a: [1] }], [JSON.parse('{"__proto__":1}')]),
  slowModeSeconds: mostly([0, 60], [-1]),
  blockList: mostly([[], ['darn']], [[' ']]),
  reason: mostly(['Enough'], ['\0']),
  ttlSeconds: mostly([1, 60], [0]),
  text: mostly(['word', 'darn', 'Wörd https://a.test'], ['', '\u200b', '\0', '\ud800', 'x'.repeat(10_001)]),
  attachments: mostly([[], link('https://a.test/')], [link('javascript:alert(1)')]),
  mentions: fc.array(userId, { maxLength: 2 }),
  kind: mostly(['like', '🎉', '"\\/%2F'], ['.', '..', 'a b']),
  q: mostly(['word', 'wo', 'zzz word'], ['"* OR', '!']),
  limit: mostly(['1', '3', '100'], ['0']),
  sort: mostly(['lastMessage', 'created', 'name'], ['other']),
};

const OPERATIONS = (Object.keys(ROUTES) as Operation[]).filter((operation) =>
  /^\/v1\/(channels|search)/.test(readRoute(operation).path),
);
/** Seldom removed, or nothing would be left to call about. */
const weightOf = (operation: Operation) =>
  (({ removeChannel: 1, removeMember: 4, sendMessage: 24 }) as Record<string, number>)[operation] ?? 8;
/** Where `userId` is somebody else, whoever calls. */
const AGAINST: readonly Operation[] = ['banUser', 'muteUser'];

/** Nearly always what a schema wants, and some of what it takes beside. */
function fieldsOf(operation: Operation, part: 'params' | 'query' | 'body'): fc.Arbitrary<Record<string, unknown>> {
  const { [part]: schema }: RouteSchema = ROUTE_SCHEMAS[operation];
  const fields = Object.entries((schema as RouteSchema['query'])?.shape ?? {}).map(([name, field]) => {
    const value = operation === 'createChannel' && name === 'id' ? VALUES.channelId : VALUES[name];
    if (!value) throw new Error(`VALUES has nothing for ${name} of ${operation}.`);
    const [present, absent] = field.safeParse(undefined).success ? [1, 2] : [50, 1];
    return fc
      .oneof({ weight: present, arbitrary: value }, { weight: absent, arbitrary: fc.constant(undefined) })
      .map((chosen) => [name, chosen] as const);
  });
  return fc.tuple(...fields).map((chosen) => Object.fromEntries(chosen.filter(([, value]) => value !== undefined)));
}

/** A call of any operation of chat, by anybody. */
export const fuzzCall: fc.Arbitrary<FuzzCall> = often(
  Object.fromEntries(OPERATIONS.map((operation) => [operation, weightOf(operation)])) as Record<Operation, number>,
).chain((operation) =>
  fc
    .record({
      who: often({ alice: 4, bob: 3, carol: 4, dan: 3, overseer: 1, admin: 1, server: 3, stranger: 1 }),
      operation: fc.constant(operation),
      params: fieldsOf(operation, 'params'),
      query: fieldsOf(operation, 'query'),
      body: fieldsOf(operation, 'body'),
      misled: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
      waitSeconds: fc.constantFrom(0, 0, 3),
    })
    .map((call) => {
      if (call.who === 'server' || call.misled || AGAINST.includes(operation)) return call;
      const { userId: _, ...body } = call.body;
      const { userId: __, ...query } = call.query;
      return { ...call, body, query };
    }),
);
