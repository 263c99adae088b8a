import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor } from 'storybook/test';
import { Avatar } from './avatar.js';
import { Badge } from './badge.js';
import { Button } from './button.js';
import { Dot } from './dot.js';
import { SearchIcon, UsersIcon } from './icons.js';
import { Popover } from './popover.js';
import { TextField } from './text-field.js';

const meta = {
  title: 'Parts/Popover',
  component: Popover,
  args: {
    label: 'Grace Hopper',
    trigger: <Button>Grace Hopper</Button>,
    children: (
      <div style={{ display: 'flex', gap: '0.75rem', alignItems: 'center', inlineSize: '16rem' }}>
        <Avatar name="Grace Hopper" size="lg" badge={<Dot />} />
        <div style={{ flex: 1 }}>
          <strong>Grace Hopper</strong>
          <div style={{ color: 'var(--pulse-color-text-muted)' }}>It is 14:20 for her</div>
        </div>
        <Badge tone="accent">Admin</Badge>
      </div>
    ),
  },
  argTypes: { trigger: { control: false }, children: { control: false } },
} satisfies Meta<typeof Popover>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {};

export const Open: Story = {
  parameters: { docs: { disable: true } },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Grace Hopper' }));
    const popover = await canvas.findByRole('dialog', { name: 'Grace Hopper' });
    await waitFor(() => expect(popover).toHaveFocus());
    await waitFor(() => expect(popover.getAnimations()).toEqual([]));
  },
};

/** What carries `data-autofocus` gets the focus. */
export const WithAField: Story = {
  args: {
    label: 'Add people',
    trigger: <Button icon={<UsersIcon />}>Add people</Button>,
    children: (
      <div style={{ inlineSize: '15rem' }}>
        <TextField
          label="Search people"
          hideLabel
          placeholder="Search people"
          icon={<SearchIcon />}
          data-autofocus=""
        />
      </div>
    ),
  },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Add people' }));
    await waitFor(() => expect(canvas.getByRole('textbox', { name: 'Search people' })).toHaveFocus());
    await waitFor(() => expect(canvas.getByRole('dialog').getAnimations()).toEqual([]));
  },
};
