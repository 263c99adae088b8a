import { ERRORS, type ErrorCode, type Message, type Problem, readRoute } from '@pulse-io/protocol';
import { ROUTE_SCHEMAS, type RouteSchema } from '@pulse-io/protocol/schemas';
import { expect } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.js';
import { type Call, createTestBackend } from '../testing/test-backend.js';
import { CHANNELS, type FuzzCall, type Known, USERS, type Who } from './fuzz-call.test-kit.js';

/** What chat may answer instead of an answer. */
const CODES: readonly ErrorCode[] = [
  ...(['invalid_request', 'unknown_field', 'invalid_cursor', 'forbidden', 'forbidden_user', 'banned'] as const),
  ...(['muted', 'channel_frozen', 'not_found', 'conflict', 'message_blocked', 'slow_mode'] as const),
];

/** Who beside the stranger is more than a user. */
const ROLES: Partial<Record<Who, 'moderator' | 'admin'>> = { overseer: 'moderator', admin: 'admin' };
const oversees = (who: Who) => who === 'server' || ROLES[who] !== undefined;

/** A backend with channels in which everybody calls whatever it likes, and is shown nothing but what it may see. */
export async function createFuzzWorld() {
  const clock = createFakeClock();
  const t = await createTestBackend('memory', { clock });
  const callOf = (who: Who): Promise<Call> => {
    const role = ROLES[who];
    const grants = { ttlSeconds: 86_400, ...(role ? { role } : {}) };
    return who === 'stranger' ? t.b.user(who, grants) : t.a.user(who, grants);
  };
  const people = [...USERS, 'stranger'] as const;
  const calls = Object.fromEntries(
    await Promise.all(people.map(async (who) => [who, await callOf(who)] as const)),
  ) as Record<Who, Call>;
  calls.server = t.a.server;
  const { db } = t.storage;
  const projectOf = (who: Who) => (who === 'stranger' ? t.b.id : t.a.id);
  /** What answers have told of. */
  const known = { message: [] as string[], cursor: [] as string[] };
  const places = new Map<string, string>();
  let sent = 0;

  function resolve(fields: Record<string, unknown>): Record<string, unknown> {
    const isKnown = (value: unknown): value is Known => value !== null && typeof value === 'object' && 'known' in value;
    return Object.fromEntries(
      Object.entries(fields).flatMap(([name, value]) => {
        if (!isKnown(value)) return [[name, value]];
        const told = known[value.known];
        return told.length === 0 ? [] : [[name, told[value.nth % told.length]]];
      }),
    );
  }

  /** The channels that somebody sees now, with whether it moderates them. */
  async function seenBy(who: Who): Promise<Map<string, boolean>> {
    const projectId = projectOf(who);
    const of = <Row extends { projectId: string }>(rows: Row[]) => rows.filter((row) => row.projectId === projectId);
    const members = of(await db.selectFrom('chatMember').selectAll().where('userId', '=', who).execute());
    const bans = of(await db.selectFrom('chatRestriction').selectAll().where('userId', '=', who).execute()).filter(
      ({ kind, expiresAt }) => kind === 'ban' && (expiresAt === null || expiresAt > clock.now()),
    );
    const seen = of(await db.selectFrom('chatChannel').selectAll().where('deletedAt', 'is', null).execute()).flatMap(
      ({ id, type }): [string, boolean][] => {
        if (oversees(who)) return [[id, true]];
        const role = members.find(({ channelId }) => channelId === id)?.role;
        const isBanned = bans.some(({ channelId }) => channelId === id);
        return isBanned || !(role || type === 'livestream') ? [] : [[id, role !== undefined && role !== 'member']];
      },
    );
    return new Map(seen);
  }

  /** Fails for a message that somebody may not see, or that is not as it stands. */
  async function checkMessages(who: Who, seen: Map<string, boolean>, isRead: boolean, shown: Message[]): Promise<void> {
    const rows = db.selectFrom('chatMessage').selectAll().where('projectId', '=', projectOf(who));
    for (const { id, channelId, text } of shown) {
      const row = await rows.where('id', '=', id).executeTakeFirstOrThrow();
      expect([...seen.keys()]).toContain(channelId);
      expect(row.shadowed === 0 || row.userId === who || seen.get(channelId)).toBe(true);
      if (isRead) expect(text).toBe(row.text);
    }
  }

  /** Makes a call and checks its answer: what its schema says, or a problem of the closed list. */
  async function call({ who, operation, misled, waitSeconds, ...parts }: FuzzCall): Promise<void> {
    await clock.advance(waitSeconds * 1000);
    const { method, path } = readRoute(operation);
    const schema: RouteSchema = ROUTE_SCHEMAS[operation];
    const [params, query, body] = [resolve(parts.params), resolve(parts.query), resolve(parts.body)];
    const channelId = places.get(String(params.messageId));
    if (channelId !== undefined && !misled) params.channelId = channelId;
    if (/^(send|update)Message$/.test(operation) && body.text) body.text += ` #${++sent}#`;
    const filled = path.replaceAll(/:(\w+)/g, (_, name) => encodeURIComponent(String(params[name] ?? 'missing')));
    const url = `${filled}?${new URLSearchParams(query as Record<string, string>)}`;
    const seen = await seenBy(who);
    const reply = await calls[who]<unknown>(method, url, schema.body ? { body } : {});
    const about = JSON.stringify({ who, method, url, body, reply: reply.body });
    if (reply.status >= 400) {
      const { code } = reply.body as Problem;
      expect(CODES, about).toContain(code);
      expect(reply.status, about).toBe(ERRORS[code].status);
      return;
    }
    expect(reply.status, about).toBe(schema.status ?? 200);
    expect(schema.response.safeParse(reply.body).error, about).toBeUndefined();
    const shown = messagesIn(reply.body);
    await checkMessages(who, seen, method === 'GET', shown).catch((cause) => {
      throw new Error(about, { cause });
    });
    for (const { id, channelId: place } of shown) {
      if (!places.has(id)) known.message.unshift(id);
      places.set(id, place);
    }
    const { next } = reply.body as { next?: string | null };
    if (next) known.cursor.unshift(next);
  }

  /** Makes the channels anew, each with something in it. */
  async function restart(): Promise<void> {
    await t.storage.transaction(async (tx) => {
      const tables = ['chatChannel', 'chatMember', 'chatRestriction', 'chatMessage', 'chatRead', 'chatDraft'] as const;
      for (const table of [...tables, 'event', 'channel', 'chatReaction', 'chatMention'] as const) {
        await tx.deleteFrom(table).execute();
      }
      await tx.deleteFrom('chatSearch').execute();
    });
    for (const told of Object.values(known)) told.splice(0);
    places.clear();
    const members = [{ userId: 'bob', role: 'moderator' }, { userId: 'carol' }];
    for (const channel of CHANNELS) {
      const who = channel === 'elsewhere' ? 'stranger' : channel === 'private' ? 'dan' : 'alice';
      const type = channel === 'private' ? 'messaging' : channel === 'elsewhere' ? 'livestream' : channel;
      const by = { who, query: {}, misled: false, waitSeconds: 0 } as const;
      const body = { id: channel, type, ...(who === 'alice' ? { members } : {}) };
      await call({ ...by, operation: 'createChannel', params: {}, body });
      await call({ ...by, operation: 'sendMessage', params: { channelId: channel }, body: { text: 'word' } });
    }
  }

  return { call, restart, db, projectId: t.a.id, dispose: () => t.dispose() };
}

/** The messages in an answer, wherever they stand. */
function messagesIn(value: unknown): Message[] {
  if (value === null || typeof value !== 'object') return [];
  const inner = Object.values(value).flatMap(messagesIn);
  return 'channelId' in value && 'text' in value ? [value as Message, ...inner] : inner;
}
