import type { Meta, StoryObj } from '@storybook/react-vite';
import { Row } from '../testing/row.js';
import { Badge } from './badge.js';

const meta = {
  title: 'Parts/Badge',
  component: Badge,
  args: { children: 'Moderator', tone: 'accent' },
} satisfies Meta<typeof Badge>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {};

export const Tones: Story = {
  render: () => (
    <Row>
      <Badge>Guest</Badge>
      <Badge tone="accent">New</Badge>
      <Badge tone="success">Delivered</Badge>
      <Badge tone="warning">Unconfirmed</Badge>
      <Badge tone="danger">Banned</Badge>
    </Row>
  ),
};
