import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Activity, Page } from '@pulse-io/protocol';
import { expect, it } from 'vitest';
import { callDev, startCli, temporaryFolder } from './support/cli.js';
import { seeded } from './support/seeded.js';

const KILLS = Number(process.env.PULSE_KILLS ?? 20);
const WRITERS = 8;

async function readAll(url: string, feed: string): Promise<Activity[]> {
  const found: Activity[] = [];
  let cursor = '';
  do {
    const { body } = await callDev<Page<Activity>>(url, 'GET', `/v1/feeds/${feed}?limit=100${cursor}`);
    found.push(...body.data);
    cursor = body.next === null ? '' : `&cursor=${encodeURIComponent(body.next)}`;
  } while (cursor !== '');
  return found;
}

it(`loses no acknowledged activity over ${KILLS} kills in mid-write`, { timeout: 30_000 + KILLS * 5_000 }, async () => {
  const seed = Number(process.env.PULSE_SEED ?? 20261121);
  const random = seeded(seed);
  const { folder, remove } = temporaryFolder();
  const acknowledged = new Set<string>();
  const sent = new Set<string>();
  const args = ['--port', '0', '--data', folder];
  try {
    for (let kill = 0; kill < KILLS; kill++) {
      const server = startCli(args);
      const url = await server.url;
      if (kill === 0) await callDev(url, 'POST', '/v1/feeds/reader/follow', { target: 'writer' });
      const target = acknowledged.size + 5 + Math.floor(random() * 60);
      let killed = false;
      const write = async (writer: number) => {
        for (let n = 0; !killed; n++) {
          const object = `${kill}-${writer}-${n}`;
          sent.add(object);
          try {
            const { status } = await callDev(url, 'POST', '/v1/feeds/user:writer/activities', {
              actor: 'writer',
              verb: 'post',
              object,
            });
            if (status === 201) acknowledged.add(object);
          } catch {
            return;
          }
          // Killed from within a writer, so that the others are in the middle of theirs.
          if (acknowledged.size >= target && !killed) {
            killed = true;
            server.process.kill('SIGKILL');
          }
        }
      };
      await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
      expect((await server.exited).signal).toBe('SIGKILL');
    }
    const server = startCli(args);
    const url = await server.url;
    const own = (await readAll(url, 'user:writer')).map(({ object }) => object);
    expect(own.length, `seed ${seed}: nothing twice`).toBe(new Set(own).size);
    expect(
      [...acknowledged].filter((object) => !own.includes(object)),
      `seed ${seed}: nothing acknowledged is lost`,
    ).toEqual([]);
    expect(
      own.filter((object) => !sent.has(object)),
      `seed ${seed}: nothing made up`,
    ).toEqual([]);
    // Fan-out goes on where the kill cut it off.
    await expect
      .poll(async () => (await readAll(url, 'timeline:reader')).map(({ object }) => object).sort(), { timeout: 10_000 })
      .toEqual(own.toSorted());
    server.process.kill('SIGTERM');
    expect(await server.exited).toMatchObject({ code: 0 });
  } finally {
    remove();
  }
});

it('opens a folder whose first start was killed in the middle of its migration', { timeout: 60_000 }, async () => {
  for (let n = 0; n < 12; n++) {
    const { folder, remove } = temporaryFolder();
    const args = ['--port', '0', '--data', folder];
    const killed = startCli(args);
    await expect.poll(() => existsSync(join(folder, 'pulse.sqlite')), { interval: 1, timeout: 5_000 }).toBe(true);
    for (let turn = 0; turn < n; turn++) await new Promise((resolve) => setImmediate(resolve));
    killed.process.kill('SIGKILL');
    await killed.exited;
    const again = startCli(args);
    await again.url;
    again.process.kill('SIGTERM');
    await again.exited;
    remove();
  }
});
