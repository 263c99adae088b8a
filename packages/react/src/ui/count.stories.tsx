import type { Meta, StoryObj } from '@storybook/react-vite';
import { Row } from '../testing/row.js';
import { Count } from './count.js';

const meta = {
  title: 'Parts/Count',
  component: Count,
  args: { value: 3, label: '3 unread messages' },
} satisfies Meta<typeof Count>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {};

export const Values: Story = {
  render: () => (
    <Row>
      <Count value={1} />
      <Count value={42} />
      <Count value={128} />
      <Count value={7} tone="danger" />
      <Count value={12} tone="neutral" />
      <span>
        Nothing at zero: <Count value={0} />
      </span>
    </Row>
  ),
};
