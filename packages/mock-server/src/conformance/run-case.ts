import type { ConformanceCase } from './case.js';
import { Failure, Skip } from './failure.js';
import type { CaseResult } from './report.js';
import { shorten } from './shorten.js';
import { type Target, World } from './world.js';

/** More than any case needs: only one that hangs takes so long. */
const LIMIT_MS = 20_000;

/** Runs a case by itself. Never rejects; what a case leaves behind is taken back before it ends. */
export async function runCase({ name, area, requirement, run }: ConformanceCase, target: Target): Promise<CaseResult> {
  const begun = performance.now();
  let paused = 0;
  const violations: string[] = [];
  const wire = {
    ...target.wire,
    async pause(ms: number) {
      const since = performance.now();
      await target.wire.pause(ms);
      paused += performance.now() - since;
    },
  };
  const world = new World({ ...target, wire }, Math.random, (message) => violations.push(message));
  const result = (status: CaseResult['status'], error?: string): CaseResult => ({
    ...{ name, area, status, ms: Math.round(performance.now() - begun - paused) },
    ...(error === undefined ? {} : { error }),
    requirement,
  });
  const left = () => LIMIT_MS - (performance.now() - begun - paused);
  try {
    await within(run(world), left, wire.signal);
    return violations.length === 0 ? result('passed') : result('failed', withTrace(violations, world));
  } catch (error) {
    if (error instanceof Skip) return result('skipped', error.message);
    return result('failed', withTrace([...violations, describe(error)], world));
  } finally {
    await world.leave();
  }
}

const withTrace = (messages: string[], { trace }: World): string => {
  const before = trace.toString();
  return `${messages.join('\n')}${before === '' ? '' : `\nbefore that:\n${before}`}`;
};

function describe(error: unknown): string {
  if (error instanceof Failure) return error.message;
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return shorten(`${error.name}: ${error.message}${cause}`);
}

/** Rejects when no time is left, which is asked anew when it should have run out, and when the run is ended. */
function within(work: Promise<void>, left: () => number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout>;
  let stop = () => {};
  const late = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    const look = () => {
      const ms = left();
      if (ms > 0) timer = setTimeout(look, ms);
      else reject(new Failure(`expected an end within ${LIMIT_MS / 1000} s`));
    };
    look();
  });
  return Promise.race([work, late]).finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  });
}
