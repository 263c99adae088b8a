import type { Meta, StoryObj } from '@storybook/react-vite';
import { HookDemo } from '../testing/hook-demo.js';
import { CHAT_PAGE, inChat } from '../testing/in-chat.js';
import { usePresence } from './use-presence.js';
import source from './use-presence.stories.tsx?raw';

const Demo = () => {
  const presence = usePresence('leo');
  return <p>Leo is {presence?.status ?? 'offline'}.</p>;
};

const meta = {
  title: 'Hooks/usePresence',
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
    await canvas.findByText(/Leo is offline./, { selector: ':not(pre)' }, { timeout: 5_000 });
  },
};
