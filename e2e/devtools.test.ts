import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createMockServer, type MockServer } from '@pulse-io/mock-server';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CLIENT = join(ROOT, 'packages/client');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

/** An app that prints what its client says of itself. `DEV` is what its bundler puts there. */
const LAZY = `
import { PulseClient } from '@pulse-io/client';
declare const DEV: boolean;
declare const URL_OF_SERVER: string;
const pulse = new PulseClient({ apiKey: 'pulse_key_dev', identity: 'ann', baseUrl: URL_OF_SERVER });
await pulse.feeds.get('user:ann').watch();
if (DEV) await import('@pulse-io/client/devtools');
console.log(JSON.stringify(pulse.diagnostics?.() ?? null));
pulse.close();
`;

const EAGER = `
import '@pulse-io/client/devtools';
import { PulseClient } from '@pulse-io/client';
const pulse = new PulseClient<{ activity: { likes: number } }>({ apiKey: 'pulse_key_dev', identity: 'ann' });
console.log(JSON.stringify(pulse.diagnostics({ eventData: true })));
const reason: string | undefined = pulse.diagnostics().connection.timeline[0]?.reason;
export { reason };
`;

const WITHOUT = `
import { PulseClient } from '@pulse-io/client';
console.log(new PulseClient({ apiKey: 'pulse_key_dev', identity: 'ann' }).diagnostics());
`;

let folder: string;
let server: MockServer;

/** The packages as they are built, and a folder for each app that uses them. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pulse-devtools-'));
  await mkdir(join(folder, 'node_modules/@pulse-io'), { recursive: true });
  await symlink(CLIENT, join(folder, 'node_modules/@pulse-io/client'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  for (const [name, source] of Object.entries({ lazy: LAZY, eager: EAGER, without: WITHOUT })) {
    await writeFile(join(folder, `${name}.ts`), source);
  }
  server = await createMockServer();
});

afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Bundled with all that it imports; answers the modules of each file by its name. */
async function bundle(name: string, isDev = false): Promise<Record<string, string[]>> {
  const { output } = (await build({
    root: folder,
    logLevel: 'warn',
    define: { DEV: String(isDev), URL_OF_SERVER: JSON.stringify(server.url) },
    ssr: { noExternal: true },
    build: { ssr: join(folder, `${name}.ts`), outDir: join(folder, 'out', name), emptyOutDir: true },
  })) as Rolldown.RolldownOutput;
  return Object.fromEntries(
    output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.moduleIds] as const] : [])),
  );
}

const start = async (name: string) =>
  JSON.parse((await run(process.execPath, [join(folder, 'out', name, `${name}.js`)])).stdout);

const hasDevtools = (modules: string[] = []): boolean => modules.includes(join(CLIENT, 'dist/devtools.js'));

describe('the built client', () => {
  test('has no code of the devtools in what a page loads first', async () => {
    const loaded = new Map<string, string>();
    const load = async (name: string): Promise<void> => {
      const code = await readFile(join(CLIENT, 'dist', name), 'utf8');
      loaded.set(name, code);
      for (const [, next] of code.matchAll(/from "\.\/(.+?)"/g)) if (next && !loaded.has(next)) await load(next);
    };
    await load('index.js');
    const first = [...loaded.values()].join('\n');
    expect(first).toMatch(/PulseClient = class/);
    expect(first).not.toMatch(/src\/devtools|Pulse diagnostics|\.diagnostics/);
    expect(await readFile(join(CLIENT, 'dist/devtools.js'), 'utf8')).toMatch(/Pulse diagnostics/);
    // One file for the client, and the two lines that it shares with the devtools.
    expect(loaded.size).toBeLessThanOrEqual(2);
    for (const [name, code] of loaded) if (name !== 'index.js') expect(code.length).toBeLessThan(300);
  });
});

describe('an app that is bundled from the built packages', () => {
  test('loads the devtools apart, and they tell of the client that was there before', async () => {
    const files = await bundle('lazy', true);
    const holders = Object.entries(files).filter(([, modules]) => hasDevtools(modules));
    expect(holders).toHaveLength(1);
    expect(hasDevtools(files['lazy.js'])).toBe(false);
    expect(await start('lazy')).toMatchObject({
      connection: { state: 'connected', timeline: [], socket: { sharing: 'none', session: null } },
      subscriptions: [{ channel: 'feed:user:ann', state: 'live' }],
    });
  });

  test('ships none of them where it leaves them out', async () => {
    expect(Object.values(await bundle('lazy')).some(hasDevtools)).toBe(false);
    expect(await start('lazy')).toBeNull();
  });

  test('keeps them when it imports them for their effect alone', async () => {
    expect(Object.values(await bundle('eager')).some(hasDevtools)).toBe(true);
    expect(await start('eager')).toMatchObject({ connection: { state: 'idle' } });
  });
});

describe.each(['nodenext', 'bundler'])('the declarations with moduleResolution %s', (moduleResolution) => {
  const compile = async (name: string): Promise<string> => {
    const config = join(folder, `tsconfig.${name}.${moduleResolution}.json`);
    const compilerOptions = {
      target: 'es2022',
      module: moduleResolution === 'bundler' ? 'esnext' : 'nodenext',
      moduleResolution,
      lib: ['es2023', 'dom'],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
    };
    await writeFile(config, JSON.stringify({ compilerOptions, files: [`${name}.ts`] }));
    return run(process.execPath, [TSC, '-p', config], { cwd: folder }).then(
      () => '',
      ({ stdout }: { stdout: string }) => stdout,
    );
  };

  test('have diagnostics with the import', async () => {
    expect(await compile('eager')).toBe('');
    expect(await compile('lazy')).toBe('');
  });

  test('have none without it', async () => {
    expect(await compile('without')).toMatch(/^without\.ts\(3,\d+\): error TS2339: .*'diagnostics'.*\n$/);
  });
});
