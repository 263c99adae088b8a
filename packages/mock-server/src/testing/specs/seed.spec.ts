import type { PulseClient } from '@pulse-io/client';
import { expect, type PulseMock } from '@pulse-io/mock-server/vitest';
import { describe } from 'vitest';
import { test } from './test.js';

describe('from the same moment on', () => {
  test.override({ time: { start: '2026-01-01T00:00:00Z', frozen: true }, scenario: undefined });

  const draw = async (mock: PulseMock, maya: PulseClient) => {
    const feed = maya.feeds.get('user:maya');
    const { id } = await feed.addActivity({ actor: 'user:maya', verb: 'post', object: 'note:1' });
    expect.unreachable(`drew ${id}/${mock.events.requests('addActivity')[0]?.requestId} by ${mock.randomSeed}.`);
  };

  test('what is drawn', ({ mock, client }) => draw(mock, client('maya')));

  describe('and a number', () => {
    test.override({ randomSeed: 7 });
    test('what is drawn by a seed of its own', ({ mock, client }) => draw(mock, client('maya')));
  });
});
