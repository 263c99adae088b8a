import type { Meta, StoryObj } from '@storybook/react-vite';
import { HookDemo } from '../testing/hook-demo.js';
import { CHAT_PAGE, inChat } from '../testing/in-chat.js';
import { useChannels } from './use-channels.js';
import source from './use-channels.stories.tsx?raw';

const Demo = () => {
  const { channels, unreadCount } = useChannels();
  return (
    <>
      <p>{unreadCount} unread in</p>
      <ul>
        {channels.map(({ id, name }) => (
          <li key={id}>{name ?? id}</li>
        ))}
      </ul>
    </>
  );
};

const meta = {
  title: 'Hooks/useChannels',
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
    await canvas.findByText(/General/, { selector: ':not(pre)' }, { timeout: 5_000 });
  },
};
