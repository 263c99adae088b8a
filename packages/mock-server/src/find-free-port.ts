import { once } from 'node:events';
import { createServer } from 'node:net';

/** Ports that are tried, one after the other. */
const TRIED = 50;
const HIGHEST = 65_535;

/** The first port after `port` that is free now; null where none is near. */
export async function findFreePort(port: number, host: string): Promise<number | null> {
  const last = Math.min(port + TRIED, HIGHEST);
  for (let next = port + 1; next <= last; next++) {
    if (await isFree(next, host)) return next;
  }
  return null;
}

async function isFree(port: number, host: string): Promise<boolean> {
  const probe = createServer();
  try {
    probe.listen({ port, host });
    await once(probe, 'listening');
    probe.close();
    await once(probe, 'close');
    return true;
  } catch {
    return false;
  }
}
