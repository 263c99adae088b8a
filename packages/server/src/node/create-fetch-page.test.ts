import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../clock.js';
import { createPreviews, type Previews } from '../links/previews.js';
import { quietLogger } from '../testing/test-backend.js';
import { createFetchPage } from './create-fetch-page.js';
import { startSite, type TestSite } from './safe-fetch.test-kit.js';

let site: TestSite;
let previews: Previews;
beforeEach(async () => {
  site = await startSite();
  previews = createPreviews({ fetchPage: createFetchPage(site.fetch), clock: systemClock, logger: quietLogger });
});
afterEach(async () => {
  await previews.close();
  await site.close();
});

const PAGE = '<meta property="og:image" content="/i.png"><title>Grüße &amp; mehr</title>';

test('a posted link becomes a preview, from the page where it leads', async () => {
  site.answer = ({ url }, response) => {
    if (url === '/short') response.writeHead(301, { location: `http://other.test:${site.port}/page` });
    else response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(PAGE);
  };
  const link = `${site.url}/short`;
  expect(await previews.load(link)).toEqual({
    url: link,
    title: 'Grüße & mehr',
    description: null,
    imageUrl: `http://other.test:${site.port}/i.png`,
    siteName: null,
  });
  expect(site.requests[0]?.headers).toMatchObject({
    accept: 'text/html, application/xhtml+xml',
    'user-agent': expect.stringContaining('PulseBot'),
  });
});

test.each([
  ['an error page', 404, 'text/html'],
  ['a page that needs a login', 401, 'text/html'],
  ['a picture', 200, 'image/png'],
])('%s has no preview', async (_, status, type) => {
  site.answer = (_request, response) => response.writeHead(status, { 'content-type': type }).end(PAGE);
  expect(await previews.load(site.url)).toBeNull();
  expect(site.requests).toHaveLength(1);
});

test('a link into the private network has no preview, and nobody there is asked', async () => {
  for (const url of [`http://inside.test:${site.port}/`, `http://[::1]:${site.port}/`, 'http://169.254.169.254/']) {
    expect(await previews.load(url)).toBeNull();
  }
  expect(site.requests).toHaveLength(0);
});

test('closing does not wait for a slow server', async () => {
  const asked = new Promise<void>((resolve) => {
    site.answer = () => resolve();
  });
  const load = previews.load(site.url);
  await asked;
  await previews.close();
  expect(await load).toBeNull();
});
