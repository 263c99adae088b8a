import type { AnyEvent } from '@pulse-io/protocol';
import { expect, vi } from 'vitest';
import type { Call, TestBackend } from '../testing/test-backend.js';
import { TestClient } from './gateway.test-kit.js';

/** A user with both ways to the backend. */
export interface ChatUser {
  call: Call;
  client: TestClient;
  /** Sends a frame and resolves with its answer, however long the storage takes. */
  ask(frame: Record<string, unknown>): Promise<unknown>;
  /** Resolves once the socket was sent an event of this type in this channel. */
  hears(ch: string, type: AnyEvent['type']): Promise<AnyEvent>;
}

/** Connects a user of project A, by HTTP and over a socket. */
export async function joinChat(
  t: TestBackend,
  identity: string,
  grants: Record<string, unknown> = {},
): Promise<ChatUser> {
  const call = await t.a.user(identity, grants);
  const client = new TestClient(t.backend.gateway, { origin: 'https://app.example' });
  let asked = 0;
  const user: ChatUser = {
    call,
    client,
    async ask(frame) {
      const id = 1_000 + ++asked;
      await client.raw(JSON.stringify({ id, ...frame }));
      return vi.waitFor(() => {
        const answer = client.answer(id);
        expect(answer).toBeDefined();
        return answer;
      });
    },
    hears: (ch, type) =>
      vi.waitFor(() => {
        const event = client.events.findLast((one) => one.ch === ch && one.type === type);
        if (!event) throw new Error(`No ${type} in ${ch} yet.`);
        return event;
      }),
  };
  expect(await user.ask({ connect: { key: t.a.apiKey, token: call.token } })).toMatchObject({ ok: {} });
  return user;
}

/** What the server ended, in the order in which it did. */
export const endings = ({ client }: ChatUser) =>
  client.socket.frames.flatMap((frame) => ('unsubd' in frame ? [frame.unsubd] : []));
