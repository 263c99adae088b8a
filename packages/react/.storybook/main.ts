import { fileURLToPath } from 'node:url';
import type { StorybookConfig } from '@storybook/react-vite';
import tailwindcss from '@tailwindcss/vite';
import { mergeConfig } from 'vite';
import { vitePageScript } from '../../../scripts/page-script.js';
import { serveWorker } from './serve-worker.js';

const packages = fileURLToPath(new URL('../..', import.meta.url));

const config: StorybookConfig = {
  stories: ['./pages/*.stories.tsx', '../src/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  framework: '@storybook/react-vite',
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  features: { sidebarOnboardingChecklist: false },
  typescript: { reactDocgen: 'react-docgen' },
  viteFinal: (vite) =>
    mergeConfig(vite, {
      // The built pages work below any path.
      base: './',
      plugins: [tailwindcss(), vitePageScript(), serveWorker()],
      optimizeDeps: {
        // What stories import is found before they run: found later, it would make the page load anew in mid-test.
        entries: ['.storybook/preview.tsx', '.storybook/pages/*.stories.tsx', 'src/**/*.stories.tsx'],
        include: ['react/jsx-dev-runtime'],
        // It finds its `.wasm` beside itself.
        exclude: ['@sqlite.org/sqlite-wasm'],
      },
      resolve: {
        dedupe: ['msw', 'react', 'react-dom'],
        // Our packages as they are in the source, with nothing built.
        alias: [
          { find: '@pulse-io/mock-server/msw', replacement: `${packages}mock-server/src/msw-page.ts` },
          { find: /^@pulse-io\/([a-z-]+)$/, replacement: `${packages}$1/src/index.ts` },
          { find: /^@pulse-io\/([a-z-]+)\/([a-z-]+)$/, replacement: `${packages}$1/src/$2.ts` },
        ],
      },
    }),
};

export default config;
