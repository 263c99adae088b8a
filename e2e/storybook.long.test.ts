import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from './support/chromium.js';
import { temporaryFolder } from './support/cli.js';

const REACT = fileURLToPath(new URL('../packages/react', import.meta.url));
const PATH = '/some/where/else';
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

const output = temporaryFolder();
let server: Server;
let browser: Browser;
let base: string;

beforeAll(async () => {
  const storybook = join(REACT, 'node_modules/storybook/dist/bin/dispatcher.js');
  const args = [storybook, 'build', '--quiet', '--output-dir', output.folder];
  await promisify(execFile)(process.execPath, args, { cwd: REACT, maxBuffer: 64 * 1024 * 1024 });
  server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = path.startsWith(`${PATH}/`) ? path.slice(PATH.length + 1) : undefined;
    const body = file === undefined ? undefined : await readFile(join(output.folder, file)).catch(() => undefined);
    response.statusCode = body ? 200 : 404;
    response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
    response.end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}`;
  browser = await launchChromium();
}, 300_000);

afterAll(async () => {
  await browser?.close();
  server?.close();
  output.remove();
});

/** Opens a page and returns what it could not load and what it threw. */
async function troubles(address: string, shows: string): Promise<string[]> {
  const page = await browser.newPage();
  const found: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.url().endsWith('favicon.ico')) found.push(response.url());
  });
  page.on('pageerror', (error) => found.push(error.message));
  await page.goto(`${base}/${address}`);
  await page.getByText(shows).first().waitFor();
  await page.close();
  return found;
}

test('the built Storybook works below any path', async () => {
  expect(await troubles('index.html', 'Introduction')).toEqual([]);
  expect(await troubles('iframe.html?id=introduction--introduction&viewMode=story', 'Pulse for React')).toEqual([]);
  expect(await troubles('iframe.html?id=parts-menu--open&viewMode=story', 'Copy link')).toEqual([]);
  expect(await troubles('iframe.html?viewMode=docs&id=parts-button--docs', 'Save changes')).toEqual([]);
});
