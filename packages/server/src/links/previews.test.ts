import type { LinkPreview } from '@pulse-io/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFakeClock, type FakeClock, settle } from '../testing/fake-clock.js';
import { quietLogger } from '../testing/test-backend.js';
import type { FetchedPage, FetchPage } from './fetch-page.js';
import { createPreviews, type Previews } from './previews.js';

const HOUR_MS = 3_600_000;

let clock: FakeClock;
let previews: Previews;
let asked: string[];
let fetchPage: FetchPage;
const logger = { ...quietLogger, error: vi.fn() };

const page = (url: string): FetchedPage => ({
  url,
  contentType: 'text/html',
  body: new TextEncoder().encode(`<title>${new URL(url).pathname}</title>`),
});

/** Pages that are answered when a test says so. */
function holdPages() {
  const held: { url: string; answer(): void; fail(): void }[] = [];
  fetchPage = (url, { signal }) =>
    new Promise((resolve, reject) => {
      held.push({ url, answer: () => resolve(page(url)), fail: () => reject(new Error('down')) });
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  return held;
}

beforeEach(() => {
  clock = createFakeClock();
  asked = [];
  fetchPage = async (url) => page(url);
  logger.error.mockClear();
  previews = createPreviews({
    clock,
    logger,
    fetchPage: (url, options) => {
      asked.push(url);
      return fetchPage(url, options);
    },
  });
});
afterEach(() => previews.close());

describe('loading a preview', () => {
  test('keeps it for an hour, whatever part of the page is linked', async () => {
    expect(await previews.load('https://a.test/x#1')).toMatchObject({ url: 'https://a.test/x#1', title: '/x' });
    expect(await previews.load('https://a.test/x#2')).toMatchObject({ url: 'https://a.test/x#2', title: '/x' });
    expect(asked).toEqual(['https://a.test/x']);
    await clock.advance(HOUR_MS);
    await previews.load('https://a.test/x');
    expect(asked).toHaveLength(2);
  });

  test('tries again after five minutes where there was none', async () => {
    fetchPage = async () => Promise.reject(new Error('down'));
    expect(await previews.load('https://a.test/')).toBeNull();
    await clock.advance(299_999);
    expect(await previews.load('https://a.test/')).toBeNull();
    expect(asked).toHaveLength(1);
    await clock.advance(1);
    fetchPage = async (url) => page(url);
    expect(await previews.load('https://a.test/')).toMatchObject({ title: '/' });
  });

  test('asks once for many who ask at once', async () => {
    const loads = await Promise.all(Array.from({ length: 10 }, () => previews.load('https://a.test/')));
    expect(new Set(loads.map((preview) => preview?.title))).toEqual(new Set(['/']));
    expect(asked).toHaveLength(1);
  });

  test('forgets the ones used longest ago beyond a thousand', async () => {
    for (let n = 0; n < 1_000; n++) await previews.load(`https://h${n}.test/`);
    await previews.load('https://h0.test/');
    await previews.load('https://more.test/');
    expect(asked).toHaveLength(1_001);
    await previews.load('https://h0.test/');
    expect(asked).toHaveLength(1_001);
    await clock.advance(1_000);
    await previews.load('https://h1.test/');
    expect(asked).toHaveLength(1_002);
  });

  test('never rejects', async () => {
    fetchPage = () => {
      throw new Error('at once');
    };
    expect(await previews.load('https://a.test/')).toBeNull();
    expect(await previews.load('not an address')).toBeNull();
  });

  test('asks four servers at once and no more', async () => {
    const held = holdPages();
    const loads = Array.from({ length: 6 }, (_, n) => previews.load(`https://h${n}.test/`));
    await settle();
    expect(held).toHaveLength(4);
    held[0]?.answer();
    held[1]?.fail();
    await settle();
    expect(held).toHaveLength(6);
    for (const { answer } of held) answer();
    expect((await Promise.all(loads)).filter((preview) => preview === null)).toHaveLength(1);
  });

  test('asks a host once a second, and others meanwhile', async () => {
    const loads = [
      previews.load('https://a.test/1'),
      previews.load('https://a.test/2'),
      previews.load('https://a.test/3'),
      previews.load('https://b.test/'),
    ];
    await settle();
    expect(asked).toEqual(['https://a.test/1', 'https://b.test/']);
    await clock.advance(999);
    expect(asked).toHaveLength(2);
    await clock.advance(1);
    expect(asked).toEqual(['https://a.test/1', 'https://b.test/', 'https://a.test/2']);
    await clock.advance(1_000);
    expect(await Promise.all(loads)).not.toContain(null);
  });

  test('turns links away when twenty of their host or five hundred wait', async () => {
    const held = holdPages();
    const ofHost = Array.from({ length: 22 }, (_, n) => previews.load(`https://a.test/${n}`));
    expect(await ofHost.at(-1)).toBeNull();
    const others = Array.from({ length: 484 }, (_, n) => previews.load(`https://h${n}.test/`));
    expect(await others.at(-1)).toBeNull();
    await settle();
    expect(held).toHaveLength(4);
    held[0]?.answer();
    expect(await ofHost[0]).not.toBeNull();
  });
});

describe("a text's previews", () => {
  test('come back together, without those that failed', async () => {
    fetchPage = async (url) => (url.includes('bad') ? Promise.reject(new Error('down')) : page(url));
    const got = await new Promise<LinkPreview[]>((resolve) =>
      previews.enqueue('https://a.test/1 https://bad.test https://b.test/2', async (all) => resolve(all)),
    );
    expect(got.map(({ url }) => url)).toEqual(['https://a.test/1', 'https://b.test/2']);
  });

  test('do not come where there are none', async () => {
    fetchPage = async () => Promise.reject(new Error('down'));
    const called = vi.fn(async () => {});
    previews.enqueue('https://a.test', called);
    previews.enqueue('no link', called);
    await previews.close();
    expect(asked).toEqual(['https://a.test/']);
    expect(called).not.toHaveBeenCalled();
  });

  test('that cannot be kept are logged', async () => {
    previews.enqueue('https://a.test', async () => Promise.reject(new Error('disk full')));
    await vi.waitFor(() => expect(logger.error).toHaveBeenCalledOnce());
  });
});

describe('closing', () => {
  test('ends fetches and what waits, and calls nobody back', async () => {
    holdPages();
    const called = vi.fn(async () => {});
    for (let n = 0; n < 10; n++) previews.enqueue(`https://h${n}.test https://a.test/${n}`, called);
    const load = previews.load('https://last.test/');
    await settle();
    await previews.close();
    expect(await load).toBeNull();
    expect(await previews.load('https://later.test/')).toBeNull();
    expect(called).not.toHaveBeenCalled();
    expect(asked).toHaveLength(4);
  });

  test('waits for a callback that runs', async () => {
    let finish = () => {};
    const begun = new Promise<void>((resolve) => {
      previews.enqueue('https://a.test', () => {
        resolve();
        return new Promise((done) => {
          finish = done;
        });
      });
    });
    await begun;
    let closed = false;
    const closing = previews.close().then(() => {
      closed = true;
    });
    await settle();
    expect(closed).toBe(false);
    finish();
    await closing;
  });
});
