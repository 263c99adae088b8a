import type { Meta, StoryObj } from '@storybook/react-vite';
import { Row } from '../testing/row.js';
import { Divider } from './divider.js';
import { Kbd } from './kbd.js';
import { ScrollArea } from './scroll-area.js';

const meta = {
  title: 'Parts/Divider, Kbd, ScrollArea',
  component: Divider,
  subcomponents: { Kbd, ScrollArea },
} satisfies Meta<typeof Divider>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = { args: { children: 'Today' } };

export const Dividers: Story = {
  render: () => (
    <Row column style={{ gap: '1.5rem' }}>
      <Divider />
      <Divider>Yesterday</Divider>
      <Divider tone="accent">New</Divider>
    </Row>
  ),
};

export const Keys: Story = {
  render: () => (
    <Row style={{ gap: '0.375rem' }}>
      <Kbd>⌘</Kbd>
      <Kbd>K</Kbd>
      <Kbd>Enter</Kbd>
    </Row>
  ),
};

export const Scrolling: Story = {
  render: () => (
    <ScrollArea label="Members" style={{ blockSize: '9rem', inlineSize: '14rem' }}>
      {Array.from({ length: 30 }, (_, index) => `Member ${index + 1}`).map((name) => (
        <div key={name} style={{ padding: '0.25rem 0' }}>
          {name}
        </div>
      ))}
    </ScrollArea>
  ),
};
