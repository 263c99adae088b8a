import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callDev, type RunningCli, startCli, temporaryFolder } from './support/cli.js';

const BUILDERS = new URL('../packages/mock-server/dist/scenarios.js', import.meta.url).href;

describe('the mock server’s command, seeding', () => {
  let data: ReturnType<typeof temporaryFolder>;
  const running: RunningCli[] = [];
  const start = (seed: string) => {
    const server = startCli(['--port', '0', '--data', join(data.folder, 'data'), '--seed', seed]);
    running.push(server);
    return server;
  };
  const write = (name: string, text: string): string => {
    const file = join(data.folder, name);
    writeFileSync(file, text);
    return file;
  };
  beforeEach(() => {
    data = temporaryFolder();
  });
  afterEach(async () => {
    for (const server of running.splice(0)) {
      server.process.kill('SIGKILL');
      await server.exited;
    }
    data.remove();
  });

  const textsOf = async (url: string, channelId: string) => {
    const { body } = await callDev<{ data: { text: string }[] }>(url, 'GET', `/v1/channels/${channelId}/messages`);
    return body.data.map(({ text }) => text);
  };

  it('takes a scenario of its own in TypeScript, made of the package’s parts', async () => {
    const file = write(
      'shop.mts',
      `import { channel, scenario } from ${JSON.stringify(BUILDERS)};
       const text: string = 'Warm bread!';
       export default scenario('shop', 'A shop', [channel('orders').members('maya', 'leo').messages(5).say('maya', text)]);`,
    );
    const texts = await textsOf(await start(file).url, 'orders');
    expect([texts.length, texts[0]]).toEqual([6, 'Warm bread!']);
  });

  it('takes plain data, and tells each place of it that is wrong', async () => {
    const channels = [{ id: 'orders', type: 'team' }];
    const messages = [{ channelId: 'orders', userId: 'maya', text: 'Warm bread!' }];
    const good = write('good.json', JSON.stringify({ channels, messages }));
    expect(await textsOf(await start(good).url, 'orders')).toEqual(['Warm bread!']);
    const bad = write('bad.json', JSON.stringify({ channels, messages: [{ ...messages[0], channelId: 'order' }] }));
    const { code, stderr } = await start(bad).exited;
    expect(code).toBe(1);
    expect(stderr).toContain('messages[0].channelId is order, and no channel of this file has that id');
  });

  it.each([
    ['buzy', 'Did you mean busy? Known are: quickstart'],
    [fileURLToPath(new URL('nothing.mjs', import.meta.url)), 'there is no such file'],
  ])('ends with what is wrong with %s', async (seed, message) => {
    const { code, stderr } = await start(seed).exited;
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });
});
