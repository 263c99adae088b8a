import { CASES } from './cases.js';
import { ConformanceError } from './failure.js';
import type { ConformanceOptions, WebSocketConstructor } from './options.js';
import type { CaseResult, ConformanceReport } from './report.js';
import { requireServer } from './require-server.js';
import { runCase } from './run-case.js';
import { selectCases } from './select-cases.js';
import type { Target } from './world.js';

const CONCURRENCY = 8;
const WAIT_MS = 5_000;

/**
 * Runs the suite against any server of the protocol. Cases use names of their own and take back what they made, so that
 * a server that others use may be tested, and again. Never rejects for what a server does wrong: that is in the report.
 * Rejects with a `ConformanceError` when the server is not there, refuses the credentials, or `only` fits nothing, and
 * with the signal's reason.
 */
export async function runConformance(options: ConformanceOptions): Promise<ConformanceReport> {
  const { only, signal, concurrency = CONCURRENCY, onResult } = options;
  const cases = selectCases(CASES, only);
  const target = targetOf(options);
  await requireServer(target);
  const results: (CaseResult | undefined)[] = [];
  const rest = cases.entries();
  async function work(): Promise<void> {
    for (const [at, one] of rest) {
      if (signal?.aborted) return;
      const result = await runCase(one, target);
      if (signal?.aborted) return;
      results[at] = result;
      onResult?.(result);
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(concurrency, cases.length)) }, work));
  signal?.throwIfAborted();
  const all = results.filter((result) => result !== undefined);
  const count = (status: CaseResult['status']) => all.filter((result) => result.status === status).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped'), results: all };
}

function targetOf(options: ConformanceOptions): Target {
  const { apiKey, apiSecret, signingKey, otherProject, fetch = globalThis.fetch, signal } = options;
  const { sendsOrigin = 'location' in globalThis, waitMs = WAIT_MS } = options;
  // Its types of listeners are narrower than what the suite reads.
  const WebSocket = options.WebSocket ?? (globalThis.WebSocket as unknown as WebSocketConstructor | undefined);
  if (!WebSocket)
    throw new ConformanceError('selection', 'There is no WebSocket here: pass one, such as that of `ws`.');
  const ended = signal ?? new AbortController().signal;
  return {
    ...{ apiKey, apiSecret, sendsOrigin, waitMs, WebSocket },
    ...(signingKey ? { signingKey } : {}),
    ...(otherProject ? { otherProject } : {}),
    wire: {
      baseUrl: options.baseUrl.replace(/\/+$/, ''),
      // A page's own must not be called as a method.
      fetch: (input, init) => fetch(input, init),
      signal: ended,
      pause: (ms) => pause(ms, ended),
    },
  };
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
