import type { Meta, StoryObj } from '@storybook/react-vite';
import { CHAT_PAGE, inChat } from '../testing/in-chat.js';
import { clientOf } from '../testing/story-backend.js';
import { TypingIndicator } from './typing-indicator.js';

const meta = {
  title: 'Presence/TypingIndicator',
  component: TypingIndicator,
  args: { channelId: 'launch' },
  parameters: { ...CHAT_PAGE, layout: 'padded', height: 'auto' },
  decorators: [inChat],
} satisfies Meta<typeof TypingIndicator>;

export default meta;

export const OneTypes: StoryObj<typeof meta> = {
  play: async ({ canvas }) => {
    const channel = clientOf('leo').chat.channel('launch');
    await channel.watch();
    await clientOf('maya').chat.channel('launch').watch();
    await channel.startTyping();
    await canvas.findByText('Leo Martins is typing', undefined, { timeout: 5_000 });
  },
};
