import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import { vitePageScript } from '../../scripts/page-script.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** As the packages export them to a page. */
const ALIAS = [
  { find: '@pulse-io/mock-server/msw', replacement: `${ROOT}packages/mock-server/src/msw-page.ts` },
  { find: /^@pulse-io\/([a-z-]+)$/, replacement: `${ROOT}packages/$1/src/index.ts` },
  { find: /^@pulse-io\/([a-z-]+)\/([a-z-]+)$/, replacement: `${ROOT}packages/$1/src/$2.ts` },
];

export interface Site {
  /** Ends in a slash. */
  url: string;
  close(): Promise<void>;
}

export interface FixtureOptions {
  /** The path that it is served under; `/` by default. */
  base?: string;
  /** Whether MSW's service worker is to be beside it. */
  worker?: boolean;
}

/** Builds a page of `e2e/fixtures` from the packages' source, as an app would be, and serves it. */
export async function serveFixture(name: string, { base = '/', worker = false }: FixtureOptions = {}): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), `pulse-${name}-`));
  const common = { root: join(ROOT, 'e2e/fixtures', name), base, logLevel: 'warn' } as const;
  await build({
    ...common,
    plugins: [vitePageScript()],
    resolve: { alias: ALIAS },
    build: { outDir: folder, emptyOutDir: true, chunkSizeWarningLimit: 2_000 },
  });
  if (worker) {
    await cp(fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js')), join(folder, 'mockServiceWorker.js'));
  }
  const site = await preview({ ...common, build: { outDir: folder }, preview: { port: 0, host: '127.0.0.1' } });
  const { port } = site.httpServer.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}${base}`,
    async close() {
      await site.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
