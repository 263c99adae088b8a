import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { CHROMIUM_ARGS, chromiumPath } from './chromium.js';

type Send = (method: string, params?: object, sessionId?: string) => Promise<Record<string, unknown>>;

/** A page over the DevTools protocol alone. */
export class BarePage {
  readonly #send: Send;
  readonly #targetId: string;
  readonly #sessionId: string;

  constructor(send: Send, targetId: string, sessionId: string) {
    this.#send = send;
    this.#targetId = targetId;
    this.#sessionId = sessionId;
  }

  async evaluate<T>(expression: string): Promise<T> {
    const answer = await this.#send('Runtime.evaluate', { expression, returnByValue: true }, this.#sessionId);
    return (answer.result as { value: T }).value;
  }

  /** Waits until the expression holds. */
  async until(expression: string): Promise<void> {
    await vi.waitFor(
      async () => {
        if (!(await this.evaluate<boolean>(`!!(${expression})`))) throw new Error(`It never held: ${expression}`);
      },
      { timeout: 20_000 },
    );
  }

  /** `frozen` hides it first, as no visible page is ever frozen. */
  async setLifecycle(state: 'frozen' | 'active'): Promise<void> {
    await this.#send('Page.setWebLifecycleState', { state }, this.#sessionId);
  }

  /** Ends its process, without a word to the page. */
  crash(): void {
    void this.#send('Page.crash', {}, this.#sessionId);
  }

  async close(): Promise<void> {
    await this.#send('Target.closeTarget', { targetId: this.#targetId });
  }
}

export interface BareChromium {
  open(url: string): Promise<BarePage>;
  close(): Promise<void>;
}

/** Playwright keeps every page visible and focused; this one lets pages be hidden, frozen and crashed. */
export async function launchBareChromium(): Promise<BareChromium> {
  const profile = await mkdtemp(join(tmpdir(), 'pulse-chromium-'));
  const args = [...CHROMIUM_ARGS, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const browser = spawn(chromiumPath(), args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await new Promise<string>((resolve, reject) => {
    let printed = '';
    browser.stderr.setEncoding('utf8').on('data', (text) => {
      printed += text;
      const found = /ws:\/\/\S+/.exec(printed)?.[0];
      if (found !== undefined) resolve(found);
    });
    browser.once('error', reject);
    browser.once('exit', (code) => reject(new Error(`Chromium ended with ${code}: ${printed}`)));
  });
  const socket = new WebSocket(address);
  await once(socket, 'open');
  const waiting = new Map<number, (answer: Record<string, unknown>) => void>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error } = JSON.parse(String(data));
    waiting.get(id)?.(result ?? { error });
    waiting.delete(id);
  });
  const send: Send = (method, params = {}, sessionId) =>
    new Promise((resolve) => {
      waiting.set(++last, resolve);
      socket.send(JSON.stringify({ id: last, method, params, ...(sessionId ? { sessionId } : {}) }));
    });
  return {
    async open(url) {
      const { targetId } = (await send('Target.createTarget', { url })) as { targetId: string };
      const attached = await send('Target.attachToTarget', { targetId, flatten: true });
      return new BarePage(send, targetId, attached.sessionId as string);
    },
    async close() {
      const exited = once(browser, 'exit');
      void send('Browser.close');
      await exited;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
