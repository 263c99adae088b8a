import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent } from 'storybook/test';
import { Row } from '../testing/row.js';
import { Switch } from './switch.js';

const meta = {
  title: 'Parts/Switch',
  component: Switch,
  args: { label: 'Notify me of every message' },
} satisfies Meta<typeof Switch>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {
  play: async ({ canvas }) => {
    const control = canvas.getByRole('switch', { name: 'Notify me of every message' });
    await userEvent.click(control);
    await expect(control).toBeChecked();
    await userEvent.keyboard(' ');
    await expect(control).not.toBeChecked();
  },
};

export const States: Story = {
  render: () => (
    <Row column>
      <Switch label="Off" />
      <Switch label="On" defaultChecked />
      <Switch label="With a hint" hint="Mentions come through all the same." defaultChecked />
      <Switch label="Disabled" disabled />
      <Switch label="Disabled and on" disabled defaultChecked />
    </Row>
  ),
};
