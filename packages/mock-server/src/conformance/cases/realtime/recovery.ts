import { chatChannel, feedChannel, type Position } from '@pulse-io/protocol';
import { casesOf } from '../../case.js';
import { expectEqual, expectThat } from '../../expectations.js';
import type { World } from '../../world.js';
import { createChannel, say } from '../chat/channel-kit.js';

/** A user with its own feed, and a way to post to it. */
async function poster(world: World) {
  const user = await world.user();
  const feedId = `user:${user.identity}`;
  const post = async (count: number) => {
    for (let n = 0; n < count; n++) {
      await user.ok('addActivity', {
        params: { feedId },
        body: { actor: user.identity, verb: 'post', object: `${n}` },
      });
    }
  };
  return { user, ch: feedChannel(feedId), post };
}

const HISTORY = 1_000;
const AT_ONCE = 100;

export const recoveryCases = casesOf('recovery', {
  'a-new-channel-begins-at-0': [
    'A channel that never had an event is at offset 0, and its first event is 1.',
    async (world) => {
      const { user, ch, post } = await poster(world);
      const socket = await world.connect(user);
      const answer = await socket.sub(ch);
      expectEqual(answer.offset, 0, 'offset');
      expectEqual(answer.events, [], 'events');
      await post(1);
      expectEqual((await socket.event('feed.activity.added')).offset, 1, 'the offset of the first event');
    },
  ],
  'what-was-missed-is-recovered': [
    'Subscribing with `recover` answers with all that came since that offset, and goes on from there.',
    async (world) => {
      const { user, ch, post } = await poster(world);
      const before = await world.connect(user);
      await before.sub(ch);
      await post(1);
      const { epoch, offset } = await before.event('feed.activity.added');
      await before.end();
      await post(3);
      const after = await world.connect(user);
      const answer = await after.sub(ch, { recover: { epoch, offset } });
      expectEqual(answer.recovered, true, 'recovered');
      expectEqual(answer.epoch, epoch, 'epoch');
      expectEqual(
        answer.events.map((event) => event.offset),
        [2, 3, 4],
        'the offsets of what was missed',
      );
      await post(1);
      await after.event('feed.activity.added', (event) => event.offset === 5);
    },
  ],
  'recovered-events-are-the-same': [
    'An event is the same whether it comes live or is recovered.',
    async (world) => {
      const { user, ch, post } = await poster(world);
      const socket = await world.connect(user);
      const { epoch, offset } = await socket.sub(ch);
      await post(2);
      await socket.event('feed.activity.added', (event) => event.offset === 2);
      const { events } = await socket.sub(ch, { recover: { epoch, offset } });
      expectEqual(events, socket.events(ch), 'the events');
    },
  ],
  'nothing-missed-is-recovered-too': [
    'Recovering at the newest offset answers `recovered: true` and no events.',
    async (world) => {
      const { user, ch, post } = await poster(world);
      await post(2);
      const socket = await world.connect(user);
      const { epoch, offset } = await socket.sub(ch);
      expectEqual(offset, 2, 'offset');
      const { recovered, events } = await socket.sub(ch, { recover: { epoch, offset } });
      expectEqual({ recovered, events }, { recovered: true, events: [] }, 'the answer');
    },
  ],
  'another-epoch-is-not-recovered': [
    'An epoch that is not the channel’s is answered with `recovered: false`, no events, and the position to go on from.',
    async (world) => {
      const { user, ch, post } = await poster(world);
      await post(2);
      const socket = await world.connect(user);
      const { recovered, events, offset } = await socket.sub(ch, { recover: { epoch: 'another', offset: 1 } });
      expectEqual({ recovered, events, offset }, { recovered: false, events: [], offset: 2 }, 'the answer');
    },
  ],
  'a-future-is-not-recovered': [
    'An offset that the channel has not reached is answered with `recovered: false`.',
    async (world) => {
      const { user, ch, post } = await poster(world);
      await post(1);
      const socket = await world.connect(user);
      const { epoch } = await socket.sub(ch);
      const { recovered, offset } = await socket.sub(ch, { recover: { epoch, offset: 99 } });
      expectEqual({ recovered, offset }, { recovered: false, offset: 1 }, 'the answer');
    },
  ],
  'no-gap-while-events-come': [
    'Subscribing and recovering over and over while events come leaves no gap and repeats nothing.',
    async (world) => {
      const { user, ch, post } = await poster(world);
      const socket = await world.connect(user);
      const { epoch, offset } = await socket.sub(ch);
      let position: Position = { epoch, offset };
      const writing = post(12);
      for (let n = 0; n < 5; n++) {
        const other = await world.connect(user);
        const { events, ...answer } = await other.sub(ch, { recover: position });
        expectEqual(answer.recovered, true, 'recovered');
        position = { epoch: answer.epoch, offset: answer.offset };
      }
      await writing;
      await socket.event('feed.activity.added', (event) => event.offset === 12);
    },
  ],
  'writers-at-once-leave-no-gap': [
    'Events of calls that are made at the same time come in one order to every subscriber.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, member } = channel;
      const ch = chatChannel(channel.id);
      const sockets = [await world.connect(owner), await world.connect(member)];
      for (const socket of sockets) await socket.sub(ch);
      const sent = await Promise.all(
        Array.from({ length: 12 }, (_, n) => say(n % 2 ? owner : member, channel, `${n}`)),
      );
      const last = Math.max(...sent.map(({ offset }) => offset));
      const orders = await Promise.all(
        sockets.map(async (socket) => {
          await socket.event('chat.message.new', ({ offset }) => offset === last);
          return socket.events(ch).map(({ id }) => id);
        }),
      );
      expectEqual(orders[1], orders[0], 'the order that the other heard');
      expectThat(orders[0]?.length === 12, `12 events, not ${orders[0]?.length}`);
    },
  ],
  'nothing-comes-after-unsub': [
    'After `unsub` is answered no event of the channel comes; leaving what was never entered is answered too.',
    async (world) => {
      const { user, ch, post } = await poster(world);
      const [gone, there] = [await world.connect(user), await world.connect(user)];
      await gone.sub(ch);
      await there.sub(ch);
      await gone.ask('unsub', { ch });
      await gone.ask('unsub', { ch });
      await post(1);
      await there.event('feed.activity.added');
      await gone.settled();
      expectThat(gone.events(ch).length === 0, 'no event after unsub');
    },
  ],
  'what-was-deleted-is-not-recovered': [
    'What a deleted message said is in no event that is recovered.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, member, params } = channel;
      const ch = chatChannel(channel.id);
      const socket = await world.connect(member);
      const { epoch, offset } = await socket.sub(ch);
      const sent = await say(owner, channel, 'top secret words');
      await owner.ok('updateMessage', {
        params: { ...params, messageId: sent.id },
        body: { text: 'more secret words' },
      });
      await owner.ok('deleteMessage', { params: { ...params, messageId: sent.id }, query: {} });
      await socket.event('chat.message.deleted');
      const { recovered, events } = await socket.sub(ch, { recover: { epoch, offset } });
      expectEqual(recovered, true, 'recovered');
      expectThat(!JSON.stringify(events).includes('secret words'), 'no word of the message in the events');
    },
  ],
  'a-thousand-events-are-kept': [
    'A channel keeps its newest 1,000 events: all of them are recovered, in the answer and in frames after it, and what is gone is not.',
    async (world) => {
      const { id, owner, params } = await createChannel(world);
      const ch = chatChannel(id);
      const { epoch, offset: first } = await (await world.connect(owner)).sub(ch);
      // Each new member is an event.
      for (let n = 0; n < HISTORY + 2 * AT_ONCE; n += AT_ONCE) {
        const members = Array.from({ length: AT_ONCE }, (_, at) => ({ userId: `${id}-${n + at}` }));
        await owner.ok('addMembers', { params, body: { members } });
      }
      const head = first + HISTORY + 2 * AT_ONCE;
      const socket = await world.connect(owner);
      const { recovered, events } = await socket.sub(ch, { recover: { epoch, offset: head - HISTORY } });
      expectEqual(recovered, true, 'recovered');
      await world.eventually(
        async () => events.length + socket.events(ch).length,
        (count) => count === HISTORY,
        `${HISTORY} events`,
      );
      const old = await (await world.connect(owner)).sub(ch, { recover: { epoch, offset: first } });
      if (old.recovered) return;
      expectEqual(
        { events: old.events, offset: old.offset },
        { events: [], offset: head },
        'the answer to what is gone',
      );
    },
  ],
});
