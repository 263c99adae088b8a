import type { Meta, StoryObj } from '@storybook/react-vite';
import { Row } from '../testing/row.js';
import { Spinner } from './spinner.js';

const meta = { title: 'Parts/Spinner', component: Spinner, args: { label: 'Loading' } } satisfies Meta<typeof Spinner>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {};

/** It is as large as the text around it, and has its colour. */
export const Sizes: Story = {
  render: () => (
    <Row>
      <Spinner style={{ fontSize: '0.75rem' }} />
      <Spinner />
      <Spinner style={{ fontSize: '1.25rem' }} />
      <Spinner style={{ fontSize: '2rem', color: 'var(--pulse-color-accent)' }} />
    </Row>
  ),
};
