import { casesOf } from '../../case.js';
import { pause } from '../../eventually.js';
import { expectEqual, expectThat } from '../../expectations.js';

const FRAME_BYTES = 65_536;
const CHANNELS = 128;
/** Below the 50 frames of a second, with what comes before. */
const BATCH = 44;

export const frameCases = casesOf('realtime', {
  'the-first-frame-connects': [
    'A first frame that is not `connect` is `bad_frame`, and closes the socket with 4400.',
    async ({ dial }) => {
      const socket = await dial();
      await socket.refused('sub', { ch: 'feed:user:a' }, 'bad_frame');
      const { reason } = await socket.closedWith(4400);
      expectThat(reason.startsWith('bad_frame'), `a reason that begins with bad_frame, not “${reason}”`);
    },
  ],
  'connect-comes-once': [
    'A second `connect` is `bad_frame`, and closes the socket with 4400.',
    async ({ connect, user, target }) => {
      const maya = await user();
      const socket = await connect(maya);
      await socket.refused('connect', { key: target.apiKey, token: maya.token }, 'bad_frame');
      await socket.closedWith(4400);
    },
  ],
  'what-is-no-frame-is-closed': [
    'What is not JSON, no object, binary, or has no verb or two, closes the socket with 4400.',
    async ({ connect, user }) => {
      const maya = await user();
      const frames = [
        '{"id":1,',
        '[]',
        '"sub"',
        '{"id":1}',
        '{"id":1,"fly":{}}',
        '{"id":1,"sub":{"ch":"feed:user:a"},"unsub":{"ch":"feed:user:a"}}',
        new TextEncoder().encode('{"id":1,"unsub":{"ch":"feed:user:a"}}'),
      ];
      for (const frame of frames) {
        const socket = await connect(maya);
        socket.raw(frame);
        await socket.closedWith(4400);
      }
    },
  ],
  'unknown-fields-are-closed': [
    'A frame with a field that is not known, a missing one or one of another type is `bad_frame`, and closes with 4400.',
    async ({ connect, user }) => {
      const maya = await user();
      for (const [verb, input] of [
        ['sub', { ch: 'feed:user:a', surprise: 1 }],
        ['sub', {}],
        ['sub', { ch: 1 }],
        ['sub', { ch: 'feed:user:a', recover: { epoch: 'e', offset: -1 } }],
        ['signal', { ch: 'room:a', type: 'shouting', data: {} }],
        ['signal', { ch: 'room:a', type: 'typing_started', data: JSON.parse('{"__proto__":1}') }],
      ] as const) {
        const socket = await connect(maya);
        await socket.refused(verb, input, 'bad_frame');
        await socket.closedWith(4400);
      }
    },
  ],
  'frames-have-a-size': [
    'A frame of more than 64 KiB closes the socket with 4400.',
    async ({ connect, user }) => {
      const socket = await connect(await user());
      const frame = { id: 1, unsub: { ch: 'room:a' } };
      const text = JSON.stringify(frame);
      socket.raw(text.padEnd(FRAME_BYTES + 1, ' '));
      await socket.closedWith(4400);
    },
  ],
  'a-large-frame-is-taken': [
    'A frame of 64 KiB is taken.',
    async ({ dial, user, target }) => {
      const { token } = await user();
      const socket = await dial();
      const connect = JSON.stringify({ id: 0, connect: { key: target.apiKey, token } });
      socket.raw(connect.padEnd(FRAME_BYTES, ' '));
      const answer = await socket.find((frame) => ('re' in frame ? frame : undefined), 'an answer');
      expectThat('ok' in answer, 'the frame to be answered with ok');
    },
  ],
  'too-many-frames-are-closed': [
    'More than 50 frames in a second close the socket with 4129.',
    async ({ connect, user }) => {
      const socket = await connect(await user());
      // Two seconds may share what is sent at once.
      for (let n = 0; n < 110; n++) socket.post('unsub', { ch: 'room:a' });
      await socket.closedWith(4129);
    },
  ],
  'a-socket-has-128-channels': [
    'The 129th channel of a socket is `too_many_channels`; after one was left there is room again.',
    async ({ connect, user, name }) => {
      const socket = await connect(await user());
      const chs = Array.from({ length: CHANNELS + 1 }, () => `room:${name('room')}`);
      for (let at = 0; at < CHANNELS; at += BATCH) {
        const batch = chs.slice(at, Math.min(at + BATCH, CHANNELS));
        await Promise.all(batch.map((ch) => socket.sub(ch)));
        if (at + BATCH < CHANNELS) await pause(1_010);
      }
      const last = chs[CHANNELS] ?? '';
      await socket.refused('sub', { ch: last }, 'too_many_channels');
      await socket.sub(chs[0] ?? '');
      await socket.ask('unsub', { ch: chs[0] ?? '' });
      await socket.sub(last);
    },
  ],
  'answers-come-in-order': [
    'Frames are answered in the order in which they were sent, each once and under its id.',
    async ({ connect, user, name }) => {
      const socket = await connect(await user());
      const ids: number[] = [];
      for (let n = 0; n < 12; n++) {
        const ch = `room:${name('room')}`;
        ids.push(socket.post(n % 3 === 0 ? 'unsub' : 'sub', { ch }));
      }
      await socket.settled();
      const answered = socket.frames.flatMap((frame) => ('re' in frame && ids.includes(frame.re) ? [frame.re] : []));
      expectEqual(answered, ids, 'the answers');
    },
  ],
  'an-error-does-not-end-the-socket': [
    'A subscription that is refused leaves the socket and its other subscriptions as they are.',
    async ({ connect, user, name }) => {
      const maya = await user();
      const socket = await connect(maya);
      const feedId = `user:${maya.identity}`;
      await socket.sub(`feed:${feedId}`);
      for (const ch of ['nowhere', 'feed:', 'fly:a', `chat:${name()}`, `user:${name()}`, `room:${'x'.repeat(129)}`]) {
        await socket.refused('sub', { ch }, 'not_found');
      }
      const body = { actor: maya.identity, verb: 'post', object: 'x' };
      await maya.ok('addActivity', { params: { feedId }, body });
      await socket.event('feed.activity.added');
    },
  ],
  'a-pong-is-welcome': [
    'A `pong` that nobody asked for is taken, and not answered.',
    async ({ connect, user }) => {
      const socket = await connect(await user());
      socket.raw('{"pong":{}}');
      await socket.settled();
      expectThat(socket.frames.length === 2, `two answers, to connect and to unsub, not ${socket.frames.length}`);
    },
  ],
});
