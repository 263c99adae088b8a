import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { onExit } from './cleanup.mjs';
import { tempFolder } from './temp-folder.mjs';

const PAGES = fileURLToPath(new URL('../pages/', import.meta.url));
const PACKAGES = fileURLToPath(new URL('../../packages/', import.meta.url));
/** What the page imports, as it was built or as the components use it. */
const alias = [
  { find: /^@pulse-io\/(client|react)$/, replacement: `${PACKAGES}$1/dist/index.js` },
  { find: '@pulse-io/react/styles.css', replacement: `${PACKAGES}react/dist/styles.css` },
  { find: /^(react|react-dom|virtua)(?=$|\/)/, replacement: `${PACKAGES}react/node_modules/$1` },
];

/** Builds `bench/pages` as an app would be, and opens it in the Chromium of this machine. */
export async function openBenchPage() {
  const outDir = join(tempFolder(), 'site');
  const options = { root: PAGES, configFile: false, logLevel: 'error', resolve: { alias } };
  await build({ ...options, build: { outDir, target: 'es2022' } });
  const site = await preview({ ...options, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  const executablePath = process.env.CHROMIUM ?? execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });
  onExit(() => void browser.close());
  const page = await browser.newPage();
  await page.goto(site.resolvedUrls.local[0]);
  return {
    page,
    async close() {
      await browser.close();
      await site.close();
    },
  };
}
