import type { StorybookConfig } from '@storybook/react-vite';
import tailwindcss from '@tailwindcss/vite';
import { mergeConfig } from 'vite';

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
      plugins: [tailwindcss()],
      // What stories import is found before they run: found later, it would make the page load anew in mid-test.
      optimizeDeps: {
        entries: ['.storybook/preview.tsx', '.storybook/pages/*.stories.tsx', 'src/**/*.stories.tsx'],
        include: ['react/jsx-dev-runtime'],
      },
      resolve: { dedupe: ['react', 'react-dom'] },
    }),
};

export default config;
