import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Row } from '../testing/row.js';
import { SearchIcon } from './icons.js';
import { Kbd } from './kbd.js';
import { TextField } from './text-field.js';

const meta = {
  title: 'Parts/TextField',
  component: TextField,
  args: { label: 'Display name', placeholder: 'Ada Lovelace' },
  argTypes: { icon: { control: false }, end: { control: false } },
  decorators: [
    (Story) => (
      <div style={{ maxInlineSize: '22rem' }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof TextField>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {};

export const States: Story = {
  render: () => (
    <Row column>
      <TextField label="Display name" defaultValue="Ada Lovelace" hint="Everybody sees it." />
      <TextField label="Channel" defaultValue="General Talk" error="Use lower-case letters and dashes." />
      <TextField label="Project" defaultValue="pulse-dev" disabled />
      <TextField label="Search" hideLabel placeholder="Search messages" icon={<SearchIcon />} end={<Kbd>⌘K</Kbd>} />
    </Row>
  ),
};

export const Invalid: Story = {
  args: { error: 'Too long: 40 signs at most.' },
  play: async ({ canvas }) => {
    const input = canvas.getByRole('textbox', { name: 'Display name' });
    await expect(input).toBeInvalid();
    await expect(input).toHaveAccessibleDescription('Too long: 40 signs at most.');
  },
};
