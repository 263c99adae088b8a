import { addons } from 'storybook/manager-api';
import { create } from 'storybook/theming';

const dark = matchMedia('(prefers-color-scheme: dark)').matches;

const logo = `<svg xmlns="http://www.w3.org/2000/svg" width="112" height="32" viewBox="0 0 112 32"><linearGradient id="g" x2="32" gradientUnits="userSpaceOnUse"><stop stop-color="#06f"/><stop offset="1" stop-color="#00a3ff"/></linearGradient><path fill="none" stroke="url(#g)" stroke-width="3.5" stroke-linecap="round" d="M3.5 14v4M9.75 9.5v13M16 4v24M22.25 10.5v11M28.5 14v4"/><text x="42" y="22.5" font-family="system-ui,sans-serif" font-size="19" font-weight="650" letter-spacing="-.3" fill="${dark ? '#f1f2f4' : '#14171c'}">Pulse</text></svg>`;

addons.setConfig({
  theme: create({
    base: dark ? 'dark' : 'light',
    brandTitle: 'Pulse',
    brandImage: `data:image/svg+xml,${encodeURIComponent(logo)}`,
    brandTarget: '_self',
    colorPrimary: '#0066ff',
    colorSecondary: '#0066ff',
    appBg: dark ? '#0d0f13' : '#fafafb',
    appContentBg: dark ? '#0d0f13' : '#fff',
    appPreviewBg: dark ? '#0d0f13' : '#fff',
    appBorderRadius: 8,
    inputBorderRadius: 8,
    fontBase: 'ui-sans-serif, system-ui, "Segoe UI", Roboto, sans-serif',
  }),
  sidebar: { showRoots: true },
});
