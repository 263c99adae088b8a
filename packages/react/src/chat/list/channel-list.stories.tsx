import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent } from 'storybook/test';
import { CHAT_PAGE, inChat } from '../../testing/in-chat.js';
import { pulse } from '../../testing/story-backend.js';
import { ChannelList } from './channel-list.js';

const meta = {
  title: 'Chat/ChannelList',
  component: ChannelList,
  args: { selectedId: 'general', onSelect: fn() },
  argTypes: { strings: { control: false } },
  parameters: CHAT_PAGE,
  globals: { width: '320px' },
  decorators: [inChat],
  tags: ['!autodocs'],
} satisfies Meta<typeof ChannelList>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Ready: Story = {
  tags: ['autodocs'],
  play: async ({ args, canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: /^Launch/ }, { timeout: 5_000 }));
    await expect(args.onSelect).toHaveBeenCalledWith('launch');
  },
};

export const Search: Story = {
  play: async ({ canvas }) => {
    await canvas.findByRole('button', { name: /^Launch/ }, { timeout: 5_000 });
    await userEvent.type(canvas.getByRole('searchbox', { name: 'Search' }), 'Des');
    await canvas.findByRole('button', { name: /^Design/ });
  },
};

export const NothingFound: Story = {
  play: async ({ canvas }) => {
    await userEvent.type(canvas.getByRole('searchbox', { name: 'Search' }), 'Nowhere');
    await canvas.findByText('Nothing found for “Nowhere”', undefined, { timeout: 5_000 });
  },
};

export const Empty: Story = {
  parameters: { backend: { scenario: 'empty' } },
  play: async ({ canvas }) => void (await canvas.findByText('No channels yet', undefined, { timeout: 5_000 })),
};

export const Loading: Story = {
  parameters: { backend: { prepare: () => void pulse.faults.add({ kind: 'latency', ms: 600_000 }) } },
  play: async ({ canvas }) => void (await canvas.findByRole('status', { name: 'Loading' })),
};

export const Failed: Story = {
  parameters: {
    backend: { prepare: () => void pulse.faults.add({ kind: 'fail', route: 'listChannels', code: 'forbidden' }) },
  },
  play: async ({ canvas }) => void (await canvas.findByRole('button', { name: 'Try again' }, { timeout: 5_000 })),
};

export const LongNames: Story = {
  args: { selectedId: 'edge' },
  parameters: { backend: { scenario: 'edge-cases' } },
  play: async ({ canvas }) => void (await canvas.findByRole('button', { name: /^Slow mode/ }, { timeout: 5_000 })),
};
