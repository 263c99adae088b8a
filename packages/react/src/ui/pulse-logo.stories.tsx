import type { Meta, StoryObj } from '@storybook/react-vite';
import { Row } from '../testing/row.js';
import { PulseLogo } from './pulse-logo.js';

const meta = {
  title: 'Parts/PulseLogo',
  component: PulseLogo,
  args: { style: { fontSize: '3rem' } },
} satisfies Meta<typeof PulseLogo>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {};

export const Variants: Story = {
  render: () => (
    <Row style={{ gap: '2rem' }}>
      <PulseLogo style={{ fontSize: '1rem' }} />
      <PulseLogo style={{ fontSize: '2rem' }} />
      <PulseLogo style={{ fontSize: '4rem' }} />
      <PulseLogo variant="mono" style={{ fontSize: '2rem' }} />
    </Row>
  ),
};
