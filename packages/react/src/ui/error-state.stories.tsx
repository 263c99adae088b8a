import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent } from 'storybook/test';
import { ErrorState } from './error-state.js';

const meta = {
  title: 'Parts/ErrorState',
  component: ErrorState,
  args: { title: 'The messages could not be loaded', children: 'The server does not answer.', onRetry: fn() },
  argTypes: { icon: { control: false }, action: { control: false } },
} satisfies Meta<typeof ErrorState>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {
  play: async ({ canvas, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
    await expect(args.onRetry).toHaveBeenCalledOnce();
  },
};

export const Retrying: Story = { args: { retrying: true } };

export const NothingToDo: Story = {
  render: () => (
    <ErrorState title="You are not a member any more">Ask an admin of the channel to invite you.</ErrorState>
  ),
};
