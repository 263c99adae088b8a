import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';

const root = fileURLToPath(new URL('.', import.meta.url));

/** It finds its `.wasm` beside itself. */
const SQLITE = '@sqlite.org/sqlite-wasm';

/** The Chromium of this machine: none is downloaded. */
const browser = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  instances: [{ browser: 'chromium' as const, viewport: { width: 1024, height: 768 } }],
  provider: playwright({
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  }),
});

/** Found while tests run already, they would make the page load anew. */
const FOUND = [
  ...['react', 'react/jsx-runtime', 'react/jsx-dev-runtime'],
  ...['react-dom', 'react-dom/client', 'react-dom/server', 'react-dom/server.browser'],
];

/** The version before, by its other name. */
const REACT_18: Alias[] = [
  { find: /^react(?=$|\/)/, replacement: 'react-18' },
  { find: /^react-dom(?=$|\/)/, replacement: 'react-dom-18' },
];
const in18 = (name: string) => name.replace(/^react(-dom)?/, '$&-18');

interface Alias {
  find: RegExp;
  replacement: string;
}

/**
 * Stories as tests, and `*.test.tsx`: both in a browser, those of provider, hooks and what differs of the parts with React 18 too. `*.test.ts` runs
 * in Node. `alias` leads to the sources of our packages.
 */
export const reactProjects = (alias: Alias[]) => [
  {
    plugins: [storybookTest({ configDir: `${root}.storybook` })],
    // In one page: its backend starts once, and resets between stories.
    test: { name: 'stories', root, isolate: false, browser: browser(), testTimeout: 15_000 },
  },
  {
    plugins: [react(), tailwindcss()],
    resolve: { alias },
    optimizeDeps: { include: FOUND, exclude: [SQLITE] },
    test: { name: 'react', root, include: ['src/**/*.test.tsx'], browser: browser(), testTimeout: 10_000 },
  },
  {
    plugins: [react(), tailwindcss()],
    resolve: { alias: [...alias, ...REACT_18] },
    optimizeDeps: { include: FOUND.map(in18), exclude: [SQLITE] },
    test: {
      name: 'react-18',
      root,
      include: [
        'src/{provider,presence,chat}/**/use-*.test.tsx',
        'src/{provider,chat/window}/*.test.tsx',
        'src/lib/later.test.tsx',
        'src/ui/{parts,menu,popover,dialog}.test.tsx',
        'src/ui/virtual-list/{follow-end,rows-stay}.test.tsx',
      ],
      browser: browser(),
      testTimeout: 10_000,
    },
  },
];
