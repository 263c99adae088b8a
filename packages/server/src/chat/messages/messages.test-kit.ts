import { type AnyEvent, chatChannel, type Message, type MessagePage } from '@pulse-io/protocol';
import { expect } from 'vitest';
import type { BackendOptions } from '../../create-backend.js';
import { readHistory } from '../../realtime/event-log.js';
import type { EngineName } from '../../testing/engines.js';
import { type Call, createTestBackend, type Reply, type TestBackend } from '../../testing/test-backend.js';

/** Their roles in the channels that a `ChatWorld` opens. */
export const PEOPLE = ['alice', 'bob', 'carol', 'dan'] as const;
export type Person = (typeof PEOPLE)[number];

/** A backend, some people, and the channels in which they meet. */
export interface ChatWorld {
  t: TestBackend;
  as: Readonly<Record<Person, Call>>;
  /** A channel of alice, with bob as a moderator, carol and dan as members. */
  open(extra?: Record<string, unknown>): Promise<ChatRoom>;
  /** The events of a realtime channel, from the first on. */
  events(ch: string): Promise<AnyEvent[]>;
}

export interface ChatRoom {
  id: string;
  path: string;
  send(by: Person, body: Record<string, unknown>): Promise<Reply<Message>>;
  list(by: Person, query?: string): Promise<MessagePage>;
  /** Every message of a list, page by page, the newest first. */
  listAll(by: Person, query?: string, limit?: number): Promise<Message[]>;
  call<T = Message>(by: Person | 'server', method: string, path?: string, body?: unknown): Promise<Reply<T>>;
  events(): Promise<AnyEvent[]>;
}

export async function createChatWorld(
  engine: EngineName,
  options: Partial<BackendOptions> = {},
): Promise<ChatWorld & { dispose(): Promise<void> }> {
  const t = await createTestBackend(engine, options);
  const [alice, bob, carol, dan] = [
    await t.a.user('alice'),
    await t.a.user('bob'),
    await t.a.user('carol'),
    await t.a.user('dan'),
  ];
  const as = { alice, bob, carol, dan };
  let rooms = 0;
  const epoch = await t.storage.db.selectFrom('setting').select('value').where('name', '=', 'epoch').executeTakeFirst();
  const events = async (ch: string) => {
    const from = { projectId: t.a.id, epoch: epoch?.value ?? '', channel: ch, after: 0 };
    return (await readHistory(t.storage.db, from)).events ?? [];
  };
  return {
    t,
    as,
    events,
    dispose: () => t.dispose(),
    async open(extra = {}) {
      const id = `room-${++rooms}`;
      const members = [{ userId: 'bob', role: 'moderator' }, { userId: 'carol' }, { userId: 'dan' }];
      const made = await as.alice('POST', '/v1/channels', { body: { id, type: 'messaging', members, ...extra } });
      expect(made.status).toBe(201);
      return roomOf(as, t, id, events);
    },
  };
}

function roomOf(as: Record<Person, Call>, t: TestBackend, id: string, events: ChatWorld['events']): ChatRoom {
  const path = `/v1/channels/${id}`;
  const list = async (by: Person, query = '') => {
    const { status, body } = await as[by]<MessagePage>('GET', `${path}/messages${query}`);
    expect(status).toBe(200);
    return body;
  };
  return {
    id,
    path,
    list,
    send: (by, body) => as[by]<Message>('POST', `${path}/messages`, { body }),
    async listAll(by, query = '', limit = 100) {
      const all: Message[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: MessagePage = await list(by, `?limit=${limit}${query}${cursor && `&cursor=${cursor}`}`);
        expect(page.data.length).toBeLessThanOrEqual(limit);
        all.push(...page.data);
        cursor = page.next;
      }
      return all;
    },
    call: <T>(by: Person | 'server', method: string, suffix = '', body?: unknown) =>
      (by === 'server' ? t.a.server : as[by])<T>(method, `${path}${suffix}`, body === undefined ? {} : { body }),
    events: () => events(chatChannel(id)),
  };
}
