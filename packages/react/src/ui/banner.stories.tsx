import type { Meta, StoryObj } from '@storybook/react-vite';
import { fn } from 'storybook/test';
import { Row } from '../testing/row.js';
import { Banner } from './banner.js';
import { Button } from './button.js';
import { Spinner } from './spinner.js';

const meta = {
  title: 'Parts/Banner',
  component: Banner,
  args: { children: 'Reconnecting. What you write goes out when you are back.', tone: 'warning' },
  argTypes: { icon: { control: false }, action: { control: false } },
} satisfies Meta<typeof Banner>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {};

export const Tones: Story = {
  render: () => (
    <Row column>
      <Banner onDismiss={fn()}>This channel is read-only.</Banner>
      <Banner tone="accent" action={<Button size="sm">Show</Button>}>
        4 new messages since 14:20
      </Banner>
      <Banner tone="success">You are back online.</Banner>
      <Banner tone="warning" icon={<Spinner label="" />}>
        Reconnecting …
      </Banner>
      <Banner tone="danger" onDismiss={fn()}>
        Your session has ended. Sign in again to go on.
      </Banner>
    </Row>
  ),
};
