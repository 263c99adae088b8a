import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MockBackend } from '../mock-backend.js';
import { control, refusal, startMock } from './control.test-kit.js';

let mock: MockBackend;
beforeEach(async () => {
  mock = await startMock();
});
afterEach(() => mock.close());

it('shows the pictures of seed data to every page, for an hour', async () => {
  const request = new Request('http://localhost/__mock/pictures/dunes.svg', {
    headers: { origin: 'https://app.example.com', 'sec-fetch-site': 'cross-site' },
  });
  const response = await mock.fetch(request);
  expect(response.headers.get('content-type')).toBe('image/svg+xml');
  expect(response.headers.get('cache-control')).toBe('public, max-age=3600');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await response.text()).toMatch(/^<svg /);
});

it('finds the picture of every attachment and person that it seeds', async () => {
  await mock.seed('social');
  const headers = { 'x-pulse-key': mock.apiKey, 'x-pulse-secret': mock.apiSecret };
  const timeline = await mock.fetch(new Request('http://localhost/v1/feeds/timeline:maya?limit=100', { headers }));
  const shown = new Set((await timeline.text()).match(/http:\/\/localhost:8081\/__mock\/pictures\/[\w.-]+/g));
  expect(shown.size).toBeGreaterThan(5);
  for (const url of shown) expect((await mock.fetch(new Request(url))).status, url).toBe(200);
});

it('says which picture there is not', async () => {
  expect(await refusal(await control(mock, 'GET /pictures/nothing.svg'))).toMatchObject({
    status: 404,
    code: 'not_found',
  });
});
