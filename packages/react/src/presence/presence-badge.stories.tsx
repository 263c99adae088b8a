import type { Meta, StoryObj } from '@storybook/react-vite';
import { CHAT_PAGE, inChat } from '../testing/in-chat.js';
import { clientOf } from '../testing/story-backend.js';
import { PresenceBadge } from './presence-badge.js';

const meta = {
  title: 'Presence/PresenceBadge',
  component: PresenceBadge,
  args: { userId: 'leo', showText: true },
  parameters: { ...CHAT_PAGE, layout: 'padded', height: 'auto' },
  decorators: [inChat],
} satisfies Meta<typeof PresenceBadge>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Offline: Story = {
  play: async ({ canvas }) => void (await canvas.findByText('Offline')),
};

export const Online: Story = {
  tags: ['!autodocs'],
  play: async ({ canvas }) => {
    await clientOf('leo').presence.setOnline();
    await canvas.findByText('Online', undefined, { timeout: 5_000 });
  },
};

export const Busy: Story = {
  tags: ['!autodocs'],
  play: async ({ canvas }) => {
    await clientOf('leo').presence.setBusy();
    await canvas.findByText('Do not disturb', undefined, { timeout: 5_000 });
  },
};
