import type { Meta, StoryObj } from '@storybook/react-vite';
import { HookDemo } from '../testing/hook-demo.js';
import { CHAT_PAGE, inChat } from '../testing/in-chat.js';
import { useUnread } from './use-unread.js';
import source from './use-unread.stories.tsx?raw';

const Demo = () => {
  const { unreadCount, markRead } = useUnread('general');
  return (
    <button type="button" onClick={() => void markRead()}>
      {unreadCount} unread
    </button>
  );
};

const meta = {
  title: 'Hooks/useUnread',
  component: Demo,
  parameters: { ...CHAT_PAGE, layout: 'padded', height: 'auto' },
  decorators: [inChat],
  render: () => (
    <HookDemo source={source}>
      <Demo />
    </HookDemo>
  ),
} satisfies Meta<typeof Demo>;

export default meta;

export const Live: StoryObj<typeof meta> = {
  play: async ({ canvas }) => {
    await canvas.findByText(/12 unread/, { selector: ':not(pre)' }, { timeout: 5_000 });
  },
};
