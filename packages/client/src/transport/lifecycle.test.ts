import { afterEach, expect, it, vi } from 'vitest';
import { browserLifecycle } from './lifecycle.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A page, of which a test raises the events. */
function stubPage() {
  const page = { visibilityState: 'visible' };
  const target = new EventTarget();
  vi.stubGlobal('document', page);
  vi.stubGlobal('addEventListener', target.addEventListener.bind(target));
  vi.stubGlobal('removeEventListener', target.removeEventListener.bind(target));
  const heard: string[] = [];
  const ends = [
    browserLifecycle.onWake((reason) => heard.push(reason)),
    browserLifecycle.onSleep?.((reason) => heard.push(reason)),
  ];
  const raise = (...types: string[]) => {
    for (const type of types) target.dispatchEvent(new Event(type));
  };
  return { page, raise, heard, end: () => ends.map((end) => end?.()) };
}

it('is silent where there is no page', () => {
  expect(() => browserLifecycle.onWake(() => {})()).not.toThrow();
  expect(() => browserLifecycle.onSleep?.(() => {})()).not.toThrow();
});

it('tells when the device comes online and when the page is shown, not when it is hidden', () => {
  const { page, raise, heard, end } = stubPage();
  raise('online', 'visibilitychange');
  page.visibilityState = 'hidden';
  raise('online', 'visibilitychange');
  end();
  raise('online', 'visibilitychange');
  expect(heard).toEqual(['online', 'visible', 'online']);
});

it('tells when the device goes offline, and when the page is frozen, put into the cache, and back', () => {
  const { raise, heard, end } = stubPage();
  raise('offline', 'freeze', 'resume', 'pagehide', 'pageshow');
  end();
  raise('offline', 'freeze', 'resume', 'pagehide', 'pageshow');
  expect(heard).toEqual(['offline', 'freeze', 'resume', 'freeze', 'resume']);
});

it('knows whether there is a network, as far as the platform tells', () => {
  vi.stubGlobal('navigator', undefined);
  expect(browserLifecycle.isOnline?.()).toBe(true);
  vi.stubGlobal('navigator', { onLine: false });
  expect(browserLifecycle.isOnline?.()).toBe(false);
});
