import { SERVER_LIMITS } from '@pulse-io/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFrame } from './parse-frame.js';

const errorOf = (data: string | Uint8Array) => {
  const parsed = parseFrame(data);
  return 'error' in parsed ? { id: parsed.id, code: parsed.error.code, message: parsed.error.message } : null;
};

test.each([
  { id: 0, connect: { key: 'k', token: 't', sdk: 'x/1' } },
  { id: 1, refresh: { token: 't' } },
  { id: 2, sub: { ch: 'room:a', recover: { epoch: 'e', offset: 0 }, presence: true } },
  { id: 3, unsub: { ch: 'room:a' } },
  { id: 4, watch: { users: [] } },
  { id: 5, signal: { ch: 'room:a', type: 'typing_stopped', data: {} } },
  { pong: {} },
])('%j is a frame', (frame) => {
  expect(parseFrame(JSON.stringify(frame))).toEqual({ frame });
});

describe('what is no frame is named by its field', () => {
  test.each([
    ['{', null, 'JSON'],
    ['', null, 'JSON'],
    ['null', null, 'frame: '],
    ['[]', null, 'frame: '],
    ['"pong"', null, 'frame: '],
    ['{}', null, 'frame: '],
    ['{"id":1}', 1, 'frame: '],
    ['{"id":1,"fly":{}}', 1, 'frame: '],
    ['{"id":1,"sub":{"ch":"room:a"},"unsub":{"ch":"room:a"}}', 1, 'frame: '],
    ['{"sub":{"ch":"room:a"}}', null, 'id: '],
    ['{"id":-1,"sub":{"ch":"room:a"}}', null, 'id: '],
    ['{"id":1.5,"sub":{"ch":"room:a"}}', null, 'id: '],
    ['{"id":1,"sub":{"ch":5,"recover":{"epoch":5,"offset":-1}}}', 1, 'sub.ch: '],
    ['{"id":1,"sub":{"ch":"room:a","recover":{"epoch":"e","offset":-1}}}', 1, 'sub.recover.offset: '],
    ['{"id":1,"sub":{"ch":"room:a","extra":1}}', 1, 'sub.extra: '],
    ['{"id":1,"sub":{"ch":"room:a"},"extra":1}', 1, 'extra: '],
    ['{"id":1,"sub":null}', 1, 'sub: '],
    ['{"id":1,"watch":{"users":["a","b c"]}}', 1, 'watch.users.1: '],
    ['{"id":1,"signal":{"ch":"room:a","type":"shout","data":{}}}', 1, 'signal.type: '],
    ['{"id":1,"signal":{"ch":"room:a","type":"typing_started","data":{"a":1}}}', 1, 'signal.data.a: '],
    ['{"pong":{"a":1}}', null, 'pong.a: '],
    ['{"id":1,"pong":{}}', 1, 'id: '],
    ['{"id":1,"sub":{"ch":"room:a","__proto__":{"x":1}}}', 1, '__proto__'],
    ['{"id":1,"__proto__":{},"unsub":{"ch":"room:a"}}', 1, '__proto__'],
    ['{"id":1,"unsub":{"ch":"room:a","\\u005f_proto__":1}}', 1, '__proto__'],
    ['{"id":1,"unsub":{"ch":"room:a","constructor":1}}', 1, 'constructor'],
  ])('%s', (data, id, names) => {
    expect(errorOf(data)).toMatchObject({ id, code: 'bad_frame', message: expect.stringContaining(names) });
  });

  test('binary and what is too long', () => {
    expect(errorOf(new Uint8Array([123, 125]))?.message).toContain('binary');
    const frame = (length: number) => JSON.stringify({ pong: {} }).padEnd(length, ' ');
    expect(errorOf(frame(SERVER_LIMITS.frameBytes))).toBeNull();
    expect(errorOf(frame(SERVER_LIMITS.frameBytes + 1))?.message).toContain('bytes');
    expect(errorOf(`"${'€'.repeat(SERVER_LIMITS.frameBytes / 3)}"`)?.message).toContain('bytes');
  });
});

test('nothing makes it throw', () => {
  const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.uint8Array());
  fc.assert(fc.property(anything, (data) => void parseFrame(data)));
});
