import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent } from 'storybook/test';
import { CHAT_PAGE, inChat } from '../../testing/in-chat.js';
import { pulse } from '../../testing/story-backend.js';
import { Chat } from '../window/chat.js';
import { MessageComposer } from './message-composer.js';

const meta = {
  title: 'Chat/MessageComposer',
  component: MessageComposer,
  args: { title: 'Design' },
  parameters: CHAT_PAGE,
  decorators: [
    (Story) => (
      <Chat channelId="design">
        <div style={{ paddingBlockStart: '16rem' }}>
          <Story />
        </div>
      </Chat>
    ),
    inChat,
  ],
  tags: ['!autodocs'],
} satisfies Meta<typeof MessageComposer>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = { tags: ['autodocs'] };

export const Mentions: Story = {
  play: async ({ canvas }) => {
    await userEvent.type(await canvas.findByRole('textbox'), 'Ask @l');
    await expect(await canvas.findByRole('option', undefined, { timeout: 5_000 })).toHaveTextContent('Leo Martins');
  },
};

export const FailedUpload: Story = {
  play: async ({ canvas, canvasElement }) => {
    pulse.faults.add({ kind: 'fail', code: 'unsupported_media_type' });
    const input = canvasElement.querySelector<HTMLInputElement>('input[type=file]');
    if (!input) throw new Error('There is no field for files.');
    await userEvent.upload(input, new File(['Minutes'], 'minutes.txt', { type: 'text/plain' }));
    await canvas.findByText('Files of this type are not taken.', undefined, { timeout: 5_000 });
  },
};
