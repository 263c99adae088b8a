import { afterEach, expect, it, vi } from 'vitest';
import { browserLifecycle } from './lifecycle.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('is silent where there is no page', () => {
  expect(() => browserLifecycle.onWake(() => {})()).not.toThrow();
});

it('tells when the device comes online and when the page is shown, not when it is hidden', () => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const device = new EventTarget();
  vi.stubGlobal('document', page);
  vi.stubGlobal('addEventListener', device.addEventListener.bind(device));
  vi.stubGlobal('removeEventListener', device.removeEventListener.bind(device));
  const heard: string[] = [];
  const end = browserLifecycle.onWake((reason) => heard.push(reason));
  const both = () => {
    device.dispatchEvent(new Event('online'));
    page.dispatchEvent(new Event('visibilitychange'));
  };
  both();
  page.visibilityState = 'hidden';
  both();
  end();
  both();
  expect(heard).toEqual(['online', 'visible', 'online']);
});
