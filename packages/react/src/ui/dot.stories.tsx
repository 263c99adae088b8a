import type { Meta, StoryObj } from '@storybook/react-vite';
import { Row } from '../testing/row.js';
import { Dot } from './dot.js';

const meta = {
  title: 'Parts/Dot',
  component: Dot,
  args: { tone: 'success', label: 'Online' },
} satisfies Meta<typeof Dot>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {};

/** Each tone has a shape of its own, for those who do not tell colours apart. */
export const Tones: Story = {
  render: () => (
    <Row>
      {(['success', 'warning', 'danger', 'neutral', 'accent'] as const).map((tone) => (
        <Row key={tone} style={{ gap: '0.5rem' }}>
          <Dot tone={tone} />
          {tone}
        </Row>
      ))}
    </Row>
  ),
};
