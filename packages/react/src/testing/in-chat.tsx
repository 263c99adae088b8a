import type { Decorator } from '@storybook/react-vite';
import { AsUser } from './as-user.js';

/** Parameters of a story about chat: the backend in its page, and a page of its own among others. */
export const CHAT_PAGE = {
  layout: 'fullscreen',
  backend: { scenario: 'team' },
  docs: { story: { inline: false, iframeHeight: 600 } },
} as const;

/** Shows a story to its parameter `user`, `maya` by default, in a frame as high as its parameter `height`. */
export const inChat: Decorator = (Story, { parameters }) => (
  <AsUser user={parameters.user} options={parameters.client}>
    <div style={{ blockSize: parameters.height ?? '100dvh', overflow: 'hidden' }}>
      <Story />
    </div>
  </AsUser>
);
