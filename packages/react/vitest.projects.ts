import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';

const root = fileURLToPath(new URL('.', import.meta.url));

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

/** Stories as tests, and `*.test.tsx`: both in a browser. `*.test.ts` runs in Node. */
export const reactProjects = () => [
  {
    plugins: [storybookTest({ configDir: `${root}.storybook` })],
    test: { name: 'stories', root, browser: browser(), testTimeout: 15_000 },
  },
  {
    plugins: [react(), tailwindcss()],
    // Found while tests run already, they would make the page load anew.
    optimizeDeps: { include: ['react/jsx-dev-runtime', 'react-dom', 'react-dom/client', 'react-dom/server'] },
    test: { name: 'react', root, include: ['src/**/*.test.tsx'], browser: browser(), testTimeout: 10_000 },
  },
];
