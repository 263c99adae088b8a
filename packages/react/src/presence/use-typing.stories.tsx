import type { Meta, StoryObj } from '@storybook/react-vite';
import { HookDemo } from '../testing/hook-demo.js';
import { CHAT_PAGE, inChat } from '../testing/in-chat.js';
import { useTyping } from './use-typing.js';
import source from './use-typing.stories.tsx?raw';

const Demo = () => {
  const { userIds, startTyping } = useTyping({ channelId: 'design' });
  return (
    <button type="button" onClick={() => startTyping()}>
      {userIds.length} others type
    </button>
  );
};

const meta = {
  title: 'Hooks/useTyping',
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
    await canvas.findByText(/0 others type/, { selector: ':not(pre)' }, { timeout: 5_000 });
  },
};
