import type { Meta, StoryObj } from '@storybook/react-vite';
import { HookDemo } from '../testing/hook-demo.js';
import { CHAT_PAGE, inChat } from '../testing/in-chat.js';
import { useChannel } from './use-channel.js';
import source from './use-channel.stories.tsx?raw';

const Demo = () => {
  const { channel } = useChannel('design');
  return <p>{channel?.name ?? 'Loading'}</p>;
};

const meta = {
  title: 'Hooks/useChannel',
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
    await canvas.findByText(/Design/, { selector: ':not(pre)' }, { timeout: 5_000 });
  },
};
