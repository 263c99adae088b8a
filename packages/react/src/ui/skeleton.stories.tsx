import type { Meta, StoryObj } from '@storybook/react-vite';
import { Row } from '../testing/row.js';
import { Skeleton } from './skeleton.js';

const meta = {
  title: 'Parts/Skeleton',
  component: Skeleton,
  args: { shape: 'line', width: '12rem' },
} satisfies Meta<typeof Skeleton>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {};

export const ALoadingList: Story = {
  render: () => (
    <Row column style={{ gap: '1.25rem', maxInlineSize: '24rem' }}>
      {['62%', '88%', '45%'].map((width) => (
        <Row key={width} style={{ flexWrap: 'nowrap', alignItems: 'flex-start' }}>
          <Skeleton shape="circle" />
          <Row column style={{ flex: 1, gap: '0.5rem' }}>
            <Skeleton width="30%" />
            <Skeleton width={width} />
          </Row>
        </Row>
      ))}
      <Skeleton shape="block" height="8rem" />
    </Row>
  ),
};
