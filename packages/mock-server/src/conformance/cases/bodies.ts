import { casesOf } from '../case.js';
import { expectEqual } from '../expectations.js';
import { expectProblem } from '../http/caller.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const BODY_BYTES = 262_144;
const CUSTOM_BYTES = 16_384;

const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });
const activity = (custom: unknown) => ({ actor: 'x', verb: 'post', object: 'x', custom });

/** What bodies may be. */
export const bodyCases = casesOf('errors', {
  'prototype-keys-are-refused': [
    'Keys such as `__proto__` are 400 `invalid_request`, wherever they stand.',
    async ({ server, name }) => {
      const path = `/v1/feeds/user:${name()}/activities`;
      for (const key of ['__proto__', 'constructor', 'prototype']) {
        for (const part of [`"${key}":{}`, `"custom":{"a":{"${key}":1}}`]) {
          const body = `{"actor":"x","verb":"post","object":"x",${part}}`;
          const exchange = await server.send('POST', path, { headers: JSON_TYPE, body });
          expectProblem(exchange, 'invalid_request', key);
        }
      }
    },
  ],
  'broken-json-is-refused': [
    'A body that is not JSON is 400 `invalid_json`.',
    async ({ server }) => {
      for (const body of ['{"identity":', 'identity=a', "{'identity':'a'}"]) {
        expectProblem(await server.send('POST', '/v1/tokens/create', { headers: JSON_TYPE, body }), 'invalid_json');
      }
    },
  ],
  'broken-utf-8-is-refused': [
    'A body that is not UTF-8 is 400 `invalid_json`.',
    async ({ server }) => {
      const body = new Uint8Array([0x22, 0xff, 0xfe, 0x22]);
      expectProblem(await server.send('POST', '/v1/tokens/create', { headers: JSON_TYPE, body }), 'invalid_json');
    },
  ],
  'other-media-types-are-refused': [
    'A body that is not declared as JSON is 415 `unsupported_media_type`.',
    async ({ server, name }) => {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
        const request = { headers: { 'content-type': type }, body: JSON.stringify({ identity: name() }) };
        expectProblem(await server.send('POST', '/v1/tokens/create', request), 'unsupported_media_type');
      }
    },
  ],
  'large-bodies-are-refused': [
    'A body of 256 KiB is taken; one byte more is 413 `body_too_large`.',
    async ({ server, name }) => {
      const body = JSON.stringify({ identity: name() });
      const sized = (bytes: number) => ({ headers: JSON_TYPE, body: body.padEnd(bytes, ' ') });
      server.take('createToken', await server.send('POST', '/v1/tokens/create', sized(BODY_BYTES)));
      expectProblem(await server.send('POST', '/v1/tokens/create', sized(BODY_BYTES + 1)), 'body_too_large');
    },
  ],
  'custom-data-has-a-size': [
    'Custom data is at most 16 KiB as JSON: as much comes back as it was sent, a byte more is 400 `invalid_request`.',
    async ({ server, name }) => {
      const params = { feedId: `user:${name()}` };
      const frame = JSON.stringify({ a: '' }).length;
      const custom = { a: 'x'.repeat(CUSTOM_BYTES - frame) };
      const added = await server.ok('addActivity', { params, body: activity(custom) as never });
      expectEqual(added.custom, custom, 'custom');
      const more = activity({ a: `${custom.a}x` });
      await server.refused('addActivity', { params, body: more }, 'invalid_request', { param: 'custom' });
      // Bytes count, not characters.
      const wide = activity({ a: 'ä'.repeat(CUSTOM_BYTES / 2) });
      await server.refused('addActivity', { params, body: wide }, 'invalid_request', { param: 'custom' });
    },
  ],
  'custom-data-has-a-depth': [
    'Custom data is at most 8 levels deep: 8 are taken, 9 are 400 `invalid_request`.',
    async ({ server, name }) => {
      const params = { feedId: `user:${name()}` };
      const added = await server.ok('addActivity', { params, body: activity(nested(8)) as never });
      expectEqual(added.custom, nested(8), 'custom');
      const deep = activity(nested(9));
      await server.refused('addActivity', { params, body: deep }, 'invalid_request', { param: 'custom' });
    },
  ],
  'text-comes-back-as-it-was-sent': [
    'Text of any script, emoji, line ends and marks of markup included, comes back unchanged.',
    async ({ server, name }) => {
      const text = 'Grüße 你好 مرحبا 👩‍👩‍👧‍👦 <b>&amp;</b> "\' \\ \u2028 \t\n end';
      const params = { feedId: `user:${name()}` };
      const body = { actor: 'x', verb: 'post', object: 'x', text, custom: { 'key – ключ': [text, null, 1.5, true] } };
      const { id, ...added } = await server.ok('addActivity', { params, body });
      const { data } = await server.ok('listActivities', { params, query: {} });
      expectEqual(added.text, text, 'text');
      expectEqual(data[0], { id, ...added }, 'the activity in the list');
    },
  ],
});
