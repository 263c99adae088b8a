import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor } from 'storybook/test';
import { Button } from './button.js';
import { Tooltip } from './tooltip.js';

const meta = {
  title: 'Parts/Tooltip',
  component: Tooltip,
  args: { label: 'Seen by 12 people', children: <Button>Sent 14:20</Button> },
  argTypes: { children: { control: false } },
  decorators: [
    (Story) => (
      <div style={{ padding: '3rem', display: 'grid', justifyItems: 'center' }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof Tooltip>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {};

export const ByKeyboard: Story = {
  parameters: { docs: { disable: true } },
  play: async ({ canvas }) => {
    await userEvent.tab();
    await waitFor(() => expect(canvas.getByRole('tooltip')).toBeVisible());
    await expect(canvas.getByRole('button')).toHaveAccessibleDescription('Seen by 12 people');
    await userEvent.keyboard('{Escape}');
    await expect(canvas.queryByRole('tooltip')).toBeNull();
    await userEvent.tab();
    await userEvent.tab({ shift: true });
    await waitFor(() => expect(canvas.getByRole('tooltip')).toBeVisible());
    await waitFor(() => expect(canvas.getByRole('tooltip').getAnimations()).toEqual([]));
  },
};
