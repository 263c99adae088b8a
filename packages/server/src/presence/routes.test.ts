import { roomChannel, SERVER_TIMING } from '@pulse-io/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMemoryBus } from '../bus/memory-bus.js';
import { channelTopic, type HintMessage } from '../bus/topics.js';
import type { Caller } from '../caller.js';
import type { Ctx } from '../context.js';
import type { Services } from '../services.js';
import { createFakeClock } from '../testing/fake-clock.js';
import { createMemoryPresences } from './memory-presences.js';
import type { Presences } from './presences.js';
import { presenceHandlers } from './routes.js';

const { setOnline, setOffline, setTyping, getPresence, getPresenceBulk, postPresenceBulk } = presenceHandlers;
const bus = createMemoryBus();
let presences: Presences;
beforeEach(() => {
  const logger = { warn: () => {}, error: () => {} };
  presences = createMemoryPresences({ clock: createFakeClock(), bus, logger });
});
afterEach(() => presences.close());

const server: Caller = { kind: 'server' };
const alice: Caller = {
  ...{ kind: 'user', identity: 'alice', role: 'user', roomName: null },
  ...{ tokenId: 't', issuedAt: 0, expiresAt: 1 },
};
const ctxOf = (caller: Caller): Ctx => ({ projectId: 'p', caller, services: { bus, presences } as Services }) as Ctx;
const nothing = { params: undefined, query: undefined };
const body = <Body>(value: Body) => ({ ...nothing, body: value });

describe('status', () => {
  test('is set by users for themselves and by servers for anybody', async () => {
    expect(await setOnline(ctxOf(alice), body({ status: 'away' }))).toMatchObject({ userId: 'alice', status: 'away' });
    expect(await setOnline(ctxOf(server), body({ userId: 'bob', status: 'online' }))).toMatchObject({ userId: 'bob' });
    expect(await setOffline(ctxOf(alice), body({ userId: 'alice' }))).toMatchObject({ status: 'offline' });
    expect(await getPresence(ctxOf(alice), { ...nothing, params: { userId: 'bob' }, body: undefined })).toMatchObject({
      ...{ userId: 'bob', status: 'online' },
    });
  });

  test('is read in bulk, in the order asked for', async () => {
    await presences.set('p', 'bob', { status: 'busy' });
    const ids = ['carol', 'bob'];
    const expected = { data: [{ userId: 'carol' }, { userId: 'bob', status: 'busy' }] };
    expect(await getPresenceBulk(ctxOf(alice), { ...nothing, query: { ids }, body: undefined })).toMatchObject(
      expected,
    );
    expect(await postPresenceBulk(ctxOf(alice), body({ ids }))).toMatchObject(expected);
  });

  test('of another user is not for users to set', async () => {
    await expect(setOnline(ctxOf(alice), body({ userId: 'bob', status: 'online' }))).rejects.toMatchObject({
      code: 'forbidden_user',
    });
    await expect(setOffline(ctxOf(alice), body({ userId: 'bob' }))).rejects.toMatchObject({ code: 'forbidden_user' });
    await expect(setOffline(ctxOf(server), body({}))).rejects.toMatchObject({ code: 'invalid_request' });
  });
});

describe('typing', () => {
  const typing = async (caller: Caller, roomId: string, on: boolean) => {
    const heard: HintMessage[] = [];
    const detach = await bus.subscribe(channelTopic('p', roomChannel(roomId)), (hint) => heard.push(hint));
    const answer = await setTyping(ctxOf(caller), body({ roomId, typing: on })).finally(detach);
    return { answer, heard };
  };

  test('is told to the room', async () => {
    expect(await typing(alice, 'lobby', true)).toEqual({
      answer: { roomId: 'lobby', userId: 'alice', typing: true },
      heard: [
        {
          kind: 'ephemeral',
          ephemeral: {
            ...{ ch: 'room:lobby', type: 'typing_started', user: 'alice', data: {}, ttlMs: SERVER_TIMING.typingTtlMs },
          },
          from: null,
        },
      ],
    });
    expect((await typing(alice, 'lobby', false)).heard).toMatchObject([{ ephemeral: { type: 'typing_stopped' } }]);
  });

  test('is told only to the room that the token opens', async () => {
    const guest: Caller = { ...alice, roomName: 'lobby' };
    expect((await typing(guest, 'lobby', true)).answer.typing).toBe(true);
    await expect(typing(guest, 'elsewhere', true)).rejects.toMatchObject({ code: 'not_found' });
  });
});
