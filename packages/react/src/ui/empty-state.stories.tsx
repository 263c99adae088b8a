import type { Meta, StoryObj } from '@storybook/react-vite';
import { Button } from './button.js';
import { EmptyState } from './empty-state.js';
import { PlusIcon, ThreadIcon } from './icons.js';

const meta = {
  title: 'Parts/EmptyState',
  component: EmptyState,
  args: {
    icon: <ThreadIcon />,
    title: 'Nobody has said anything yet',
    children: 'Say hello: the first message is the hardest one.',
  },
  argTypes: { icon: { control: false }, action: { control: false } },
} satisfies Meta<typeof EmptyState>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {};

export const WithAction: Story = {
  args: {
    title: 'No channels',
    children: 'Channels keep what belongs together in one place.',
    action: (
      <Button variant="primary" icon={<PlusIcon />}>
        New channel
      </Button>
    ),
  },
};
