import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MockedPage } from './fixtures/msw/main.js';
import { launchChromium } from './support/chromium.js';
import { type Site, serveFixture } from './support/serve-fixture.js';

declare global {
  interface Window {
    mocked: MockedPage;
  }
}

/** On an idle machine it takes a tenth of that. */
const FIRST_MS = 3_000;

let site: Site;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  site = await serveFixture('msw', { base: '/some/where/', worker: true });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

beforeEach(async () => {
  context = await browser.newContext();
});
afterEach(() => context.close());

const ready = (page: Page) => page.waitForFunction(() => window.mocked);

async function open(query = ''): Promise<Page> {
  const page = await context.newPage();
  await page.goto(site.url + query);
  await ready(page);
  return page;
}

/** Posts as a user, who watches too, and answers what it then sees of its feed. */
const post = (page: Page, identity: string, object: string): Promise<string[]> =>
  page.evaluate(
    async ([who, what]) => {
      const feed = window.mocked.connect(who).feeds.get(`user:${who}`);
      await feed.watch();
      await feed.addActivity({ actor: `user:${who}`, verb: 'post', object: what });
      return feed.state.getSnapshot().activities.map((activity) => activity.object);
    },
    [identity, object] as const,
  );

/** What a feed's owner sees in it. */
const read = (page: Page, feed: string): Promise<string[]> =>
  page.evaluate(async (id) => {
    const client = window.mocked.connect(id.replace(/^.*:/, ''));
    return (await client.feeds.get(id).get()).data.map(({ object }) => object);
  }, feed);

describe('a page with the backend inside', () => {
  test('answers soon, also below a path, and is live between its users', async () => {
    const page = await open();
    expect(await page.evaluate(() => window.mocked.firstMs)).toBeLessThan(FIRST_MS);
    const seen = await page.evaluate(async () => {
      const { connect, pulse } = window.mocked;
      const [maya, leo] = [connect('maya'), connect('leo')];
      await maya.chat.create({ id: 'team', type: 'team', members: ['leo'] });
      const [hers, his] = [maya.chat.channel('team'), leo.chat.channel('team')];
      const timeline = leo.feeds.get('timeline:leo');
      await timeline.follow('maya');
      await Promise.all([hers.watch(), his.watch(), timeline.watch()]);
      await hers.startTyping();
      await pulse.events.waitFor((event) => event.kind === 'frame' && event.text.startsWith('{"eph"'));
      const typing = his.state.getSnapshot().typing;
      await pulse.clock.advance(8_000);
      await hers.sendMessage({ text: 'Hi' });
      await maya.feeds.get('user:maya').addActivity({ actor: 'user:maya', verb: 'post', object: 'Hello' });
      await pulse.clock.advance(100);
      const texts = his.state.getSnapshot().messages.map(({ text }) => text);
      const objects = timeline.state.getSnapshot().activities.map(({ object }) => object);
      return { typing, later: his.state.getSnapshot().typing, texts, objects };
    });
    expect(seen).toEqual({ typing: ['maya'], later: [], texts: ['Hi'], objects: ['Hello'] });
  });

  test('keeps to the protocol as any server must', async () => {
    const page = await open();
    const { failed, passed } = await page.evaluate(() => window.mocked.conform());
    expect(failed).toEqual([]);
    expect(passed).toBeGreaterThan(50);
  });

  test('loses sockets and calls when it is told to, and clients find their way back', async () => {
    const page = await open();
    const seen = await page.evaluate(async () => {
      const { connect, pulse } = window.mocked;
      const [maya, leo] = [connect('maya'), connect('leo')];
      const feed = leo.feeds.get('user:maya');
      const heard: string[] = [];
      feed.on('activity.added', ({ object }) => heard.push(object));
      await feed.watch();
      const write = (object: string) =>
        maya.feeds.get('user:maya').addActivity({ actor: 'user:maya', verb: 'post', object });
      await write('before');
      const dropped = pulse.faults.dropSockets();
      pulse.faults.add({ kind: 'drop', route: 'addActivity', when: 'answer', times: 1 });
      await write('in the dark');
      await pulse.clock.advance(2_000);
      await write('after');
      await pulse.clock.advance(100);
      return { dropped, heard, statuses: pulse.events.requests('addActivity').map(({ status }) => status) };
    });
    expect(seen).toEqual({ dropped: 1, heard: ['before', 'in the dark', 'after'], statuses: [201, 0, 201, 201] });
  });

  test('closes sockets with the server’s codes, after what it said before', async () => {
    const page = await open();
    const told = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const all: unknown[] = [];
          const socket = new WebSocket('ws://localhost:8081/v1/realtime', 'pulse.v1.json');
          socket.onopen = () => socket.send(JSON.stringify({ id: 7, connect: { key: 'pulse_key_dev', secret: 'x' } }));
          socket.onmessage = ({ data }) => all.push(JSON.parse(data));
          socket.onclose = ({ code, reason }) => resolve([...all, code, reason]);
        }),
    );
    expect(told).toEqual([
      { re: 7, err: expect.objectContaining({ code: 'forbidden' }) },
      4403,
      expect.stringMatching(/^forbidden: The secret/),
    ]);
  });
});

describe('two tabs with a backend each', () => {
  test('share nothing: each hears and writes to its own', async () => {
    const [one, other] = [await open(), await open()];
    expect(await post(one, 'maya', 'of one')).toEqual(['of one']);
    expect(await post(other, 'maya', 'of the other')).toEqual(['of the other']);
    for (const page of [one, other]) {
      expect(await page.evaluate(() => window.mocked.pulse.events.requests('addActivity').length)).toBe(1);
      const isOpen = () =>
        window.mocked.pulse.events.all().some((event) => event.kind === 'socket' && event.state === 'connected');
      expect(await page.evaluate(isOpen)).toBe(true);
    }
  });
});

describe('a page that keeps its data', () => {
  test('has it after a reload, and seeds it once', async () => {
    const page = await open('?persist=demo&scenario=quickstart');
    await post(page, 'maya', 'kept');
    const before = await read(page, 'timeline:leo');
    await page.reload();
    await ready(page);
    expect(await read(page, 'user:maya')).toContain('kept');
    expect(await read(page, 'timeline:leo')).toEqual(before);
    await page.evaluate(() => window.mocked.pulse.reset());
    await page.reload();
    await ready(page);
    expect(await read(page, 'user:maya')).not.toContain('kept');
  });

  test('sends after a reload what was written before it', async () => {
    const page = await open('?persist=demo');
    await page.evaluate(() => {
      const { connect, pulse } = window.mocked;
      pulse.faults.add({ kind: 'drop', route: 'addActivity' });
      connect('maya')
        .feeds.get('user:maya')
        .addActivity({ actor: 'user:maya', verb: 'post', object: 'late' })
        .catch(() => {});
      return pulse.events.waitFor((event) => event.kind === 'request' && event.route === 'addActivity');
    });
    await page.reload();
    await ready(page);
    await page.evaluate(() => {
      const { connect, pulse } = window.mocked;
      void connect('maya').feeds.get('user:maya').watch();
      return pulse.events.waitFor((event) => event.kind === 'event', { timeoutMs: 5_000 });
    });
    expect(await read(page, 'user:maya')).toEqual(['late']);
  });

  test('forgets with the page what it does not keep', async () => {
    const page = await open();
    await post(page, 'maya', 'gone');
    await page.reload();
    await ready(page);
    expect(await read(page, 'user:maya')).toEqual([]);
  });
});
