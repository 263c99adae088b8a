import { describe, expect, it } from 'vitest';
import { FakeBrowser, FakePage } from '../tabs/browser.test-kit.js';
import { ManualClock } from '../testing/manual-clock.js';
import { InputWatch } from './watch-input.js';

const AFTER_MS = 300_000;

/** Tabs of one user in one browser. */
function open() {
  const browser = new FakeBrowser();
  const clock = new ManualClock();
  const messages: unknown[] = [];
  const tabs: Tab[] = [];

  class Tab {
    readonly page = new FakePage(browser, clock);
    readonly told: boolean[] = [];
    readonly watch: InputWatch;
    /** By type. */
    readonly listeners = new Map<string, (event: { type: string }) => void>();
    visible: boolean;

    constructor(visible: boolean, afterMs: number) {
      this.visible = visible;
      const tab = this;
      this.watch = new InputWatch({
        page: {
          get visible() {
            return tab.visible;
          },
          addEventListener: (type, listener, options) => {
            expect(options).toMatchObject({ passive: true });
            this.listeners.set(type, listener);
          },
          removeEventListener: (type) => this.listeners.delete(type),
        },
        openChannel: () => this.page.channel('input'),
        clock: this.page.clock,
        afterMs,
        setIdle: (idle) => {
          if (this.told.at(-1) !== idle) this.told.push(idle);
        },
      });
      tabs.push(this);
    }

    raise(type: string): void {
      this.page.run(() => this.listeners.get(type)?.({ type }));
    }

    show(visible: boolean): void {
      this.visible = visible;
      this.raise('visibilitychange');
    }
  }

  const listener = new FakePage(browser, clock).channel('input');
  listener.addEventListener('message', ({ data }) => messages.push(data));
  return {
    ...{ clock, messages, tabs },
    open: async (visible = true, afterMs = AFTER_MS) => {
      const tab = new Tab(visible, afterMs);
      await browser.settle();
      return tab;
    },
    advance: async (ms: number) => {
      await clock.advance(ms);
      await browser.settle();
    },
    settle: () => browser.settle(),
  };
}

describe('one tab', () => {
  it.each([...['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'touchmove']])(
    'is idle after some time without input, and no more with %s',
    async (type) => {
      const { open: openTab, advance } = open();
      const tab = await openTab();
      await advance(AFTER_MS - 1);
      expect(tab.told).toEqual([false]);
      tab.raise(type);
      await advance(AFTER_MS - 1);
      expect(tab.told).toEqual([false]);
      await advance(1);
      expect(tab.told).toEqual([false, true]);
      tab.raise(type);
      expect(tab.told).toEqual([false, true, false]);
    },
  );

  it('is looked at when it comes into sight, not when it goes', async () => {
    const { open: openTab, advance } = open();
    const tab = await openTab();
    await advance(1_000);
    tab.show(false);
    await advance(AFTER_MS - 1_000);
    expect(tab.told).toEqual([false, true]);
    tab.raise('pageshow');
    expect(tab.told).toEqual([false, true]);
    tab.show(true);
    expect(tab.told).toEqual([false, true, false]);
  });

  it('sets no timer for each input', async () => {
    const { open: openTab, clock } = open();
    const tab = await openTab();
    for (let i = 0; i < 1_000; i++) tab.raise('pointermove');
    expect(clock.pending).toHaveLength(2);
  });

  it('is not active for hours where the clock of the device is set back', async () => {
    const { open: openTab, clock, advance } = open();
    const tab = await openTab();
    clock.jump(-3 * 3_600_000);
    await advance(3 * 3_600_000 + AFTER_MS);
    clock.jump(-3 * 3_600_000);
    tab.raise('keydown');
    await advance(AFTER_MS);
    expect(tab.told).toEqual([false, true, false, true]);
  });

  it('is idle as soon as it runs again after a sleep', async () => {
    const { open: openTab, clock, advance } = open();
    const tab = await openTab();
    clock.jump(2 * AFTER_MS);
    await advance(0);
    expect(tab.told).toEqual([false, true]);
  });

  it('takes times that are longer than a timer', async () => {
    const { open: openTab, clock, advance } = open();
    const tab = await openTab(true, 2 ** 32);
    await advance(2 ** 32 - 1);
    expect(tab.told).toEqual([false]);
    await advance(1);
    expect([tab.told, clock.pending]).toEqual([[false, true], []]);
  });

  it('leaves nothing behind when it stops', async () => {
    const { open: openTab, clock, messages } = open();
    const tab = await openTab();
    tab.watch.stop();
    tab.raise('keydown');
    expect([tab.listeners.size, clock.pending, messages.length]).toEqual([0, [], 1]);
  });
});

describe('tabs of one user', () => {
  it('are active while one of them is', async () => {
    const { open: openTab, advance } = open();
    const [one, other] = [await openTab(), await openTab()];
    for (let i = 0; i < 10; i++) {
      await advance(AFTER_MS / 2);
      other.raise('keydown');
    }
    await advance(AFTER_MS - 1);
    expect([one.told, other.told]).toEqual([[false], [false]]);
    await advance(1);
    expect([one.told, other.told]).toEqual([
      [false, true],
      [false, true],
    ]);
    other.raise('pointermove');
    await advance(0);
    expect(one.told).toEqual([false, true, false]);
  });

  it('tell each other once a second at most, and the last input too', async () => {
    const { open: openTab, advance, messages } = open();
    const [one, other] = [await openTab(), await openTab()];
    await advance(10_000);
    messages.length = 0;
    for (let i = 0; i < 99; i++) {
      one.raise('pointermove');
      await advance(50);
    }
    expect(messages).toHaveLength(5);
    await advance(AFTER_MS - 50);
    expect([one.told, other.told]).toEqual([
      [false, true],
      [false, true],
    ]);
    expect(messages).toHaveLength(6);
  });

  it.each(['pagehide', 'visibilitychange'])('tell of the last input before they may be gone, at %s', async (type) => {
    const { open: openTab, clock, advance, messages } = open();
    const tab = await openTab();
    await advance(10_000);
    tab.raise('keydown');
    await advance(100);
    tab.raise('keydown');
    const last = clock.now();
    tab.visible = false;
    tab.raise(type);
    tab.page.end(false);
    await advance(0);
    expect(messages.at(-1)).toEqual({ activeAt: last });
  });

  it('hear of the others again when they come back from the cache of the browser', async () => {
    const { open: openTab, advance } = open();
    const [one, other] = [await openTab(), await openTab()];
    one.raise('pagehide');
    one.visible = false;
    await advance(AFTER_MS - 1_000);
    other.raise('keydown');
    await advance(2_000);
    expect(one.told).toEqual([false, true]);
    one.raise('pageshow');
    other.raise('keydown');
    await advance(0);
    expect(one.told).toEqual([false, true, false]);
  });

  it('that open out of sight take over how long the user has been gone', async () => {
    const { open: openTab, advance } = open();
    const one = await openTab();
    await advance(AFTER_MS - 5_000);
    const soon = await openTab(false);
    await advance(5_000);
    const late = await openTab(false);
    expect([one.told, soon.told, late.told]).toEqual([
      [false, true],
      [false, true],
      [false, true],
    ]);
  });

  it('that open out of sight, with nobody to ask, take the user for active', async () => {
    const { open: openTab, advance } = open();
    const tab = await openTab(false);
    await advance(AFTER_MS - 1);
    expect(tab.told).toEqual([false]);
    await advance(1);
    expect(tab.told).toEqual([false, true]);
  });

  it('wake nobody by what they tell late', async () => {
    const { open: openTab, advance } = open();
    const [frozen, other] = [await openTab(), await openTab()];
    await advance(2_000);
    frozen.raise('keydown');
    frozen.page.freeze(false);
    await advance(AFTER_MS + 2_000);
    expect(other.told).toEqual([false, true]);
    frozen.page.thaw(false);
    await advance(0);
    expect([frozen.told, other.told]).toEqual([
      [false, true],
      [false, true],
    ]);
  });
});
