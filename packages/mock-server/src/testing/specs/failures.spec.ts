import { expect } from '@pulse-io/mock-server/vitest';
import { describe } from 'vitest';
import { test, watch } from './test.js';

test('a plain failure', async ({ mock, client }) => {
  await watch(client('maya'));
  expect(mock.events.all()).toEqual([]);
});

test('passes beside it', async ({ client }) => {
  await watch(client('maya'));
});

test('a client that warns', async ({ mock, client }) => {
  mock.faults.add({ kind: 'fail', route: 'createDevToken' });
  const maya = client('maya');
  maya.feeds
    .get('user:maya')
    .watch()
    .catch(() => {});
  await expect.poll(() => maya.connection.state).toBe('waiting');
  expect(mock.events.all()).toBeNull();
});

test('without the mock', () => {
  expect(1).toBe(2);
});

describe('when dates end', () => {
  test.override({ scenario: undefined, time: { start: 8.64e15 - 3_600_000, frozen: true } });
  test('a backend that fails, unseen by the test', async ({ mock }) => {
    const headers = { 'x-pulse-key': mock.apiKey, 'content-type': 'application/json' };
    const call = { method: 'POST', headers, body: '{"identity":"maya"}' };
    expect((await mock.fetch(`${mock.url}/v1/tokens/dev`, call)).ok).toBe(false);
  });
});

describe('with a seed', () => {
  test.override({ randomSeed: 7 });
  test('a failure with a seed', async ({ mock }) => {
    expect(mock.randomSeed).toBe(8);
  });
});

test('fails at first, then passes', { retry: 1 }, async ({ mock, task }) => {
  expect([mock.events.all().length, task.result?.retryCount]).toEqual([0, 1]);
});

describe('an unknown scenario', () => {
  test.override({ scenario: 'nothing' });
  test('does not begin', ({ mock }) => {
    expect(mock).toBeDefined();
  });
});
