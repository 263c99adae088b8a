import type { Meta, StoryObj } from '@storybook/react-vite';
import { Markdown } from './markdown.js';

const meta = {
  title: 'Chat/Markdown',
  component: Markdown,
  args: { text: 'Some **bold**, some *italic*, some `code`, and [a link](https://example.com).' },
} satisfies Meta<typeof Markdown>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {};

export const Blocks: Story = {
  args: { text: '> Who said that?\n\n- One\n- Two\n\n```\nconst answer = 42;\n```' },
};

/** Nothing becomes HTML, and no link leads to a script. */
export const Hostile: Story = {
  args: { text: '<img src=x onerror=alert(1)> [link](javascript:alert(1)) <b>not bold</b>' },
};
