import { describe, expectTypeOf, it } from 'vitest';
import type {
  CustomStatus,
  ManualStatus,
  NewCustomStatus,
  PresenceActivity,
  PresenceStatus,
  ReadableState,
  RoomPresence,
  UserPresence,
} from '../index.js';
import { PulseClient } from '../index.js';

const { presence } = new PulseClient({ apiKey: 'k', identity: 'alice' });

describe('events of presence', () => {
  it('have their arguments', () => {
    presence.on('status_changed', (userId, status, user) => {
      expectTypeOf([userId, status, user] as const).toEqualTypeOf<readonly [string, PresenceStatus, UserPresence]>();
    });
    presence.on('presence_changed', (userId, { customStatus, activity }) => {
      expectTypeOf(userId).toEqualTypeOf<string>();
      expectTypeOf(customStatus).toEqualTypeOf<CustomStatus | null>();
      expectTypeOf(activity).toEqualTypeOf<PresenceActivity | null>();
    });
    for (const name of ['room_joined', 'room_left', 'typing_started', 'typing_stopped'] as const) {
      presence.on(name, (userId, roomId) => {
        expectTypeOf([userId, roomId]).toEqualTypeOf<string[]>();
      });
    }
    expectTypeOf(presence.on('idle_changed', (idle) => expectTypeOf(idle).toEqualTypeOf<boolean>())).toEqualTypeOf<
      () => void
    >();
    // @ts-expect-error an event that there is not
    presence.on('status_change', () => {});
    // @ts-expect-error rooms are named, not given
    presence.on('room_joined', (_, room) => room.members);
  });
});

describe('the state of presence', () => {
  it('may lack any user and any room', () => {
    const { users, rooms, typing } = presence.state.getSnapshot();
    expectTypeOf(users.bob).toEqualTypeOf<UserPresence | undefined>();
    expectTypeOf(rooms.lobby).toEqualTypeOf<RoomPresence | undefined>();
    expectTypeOf(typing.lobby).toEqualTypeOf<readonly string[] | undefined>();
    expectTypeOf(presence.idle).toEqualTypeOf<ReadableState<boolean>>();
  });
});

describe('what is set', () => {
  it('is what a user may say of itself', () => {
    expectTypeOf(presence.setStatus).parameter(0).toExtend<{ readonly status?: ManualStatus | undefined }>();
    expectTypeOf(presence.setCustomStatus).parameter(0).toEqualTypeOf<NewCustomStatus | null>();
    expectTypeOf(presence.setActivity).parameter(0).toEqualTypeOf<PresenceActivity | null>();
    void presence.setStatus({ status: 'busy', customStatus: { emoji: '🎧' } });
    void presence.setCustomStatus({ text: 'Lunch' }, 'bob', { timeoutMs: 1_000 });
    // @ts-expect-error offline is what setOffline does
    void presence.setStatus({ status: 'offline' });
    // @ts-expect-error it is told what the user does, with a text
    void presence.setActivity({ type: 'playing' });
    expectTypeOf(presence.setInvisible).returns.resolves.toEqualTypeOf<UserPresence>();
    expectTypeOf(presence.room).returns.resolves.toEqualTypeOf<RoomPresence>();
  });
});
