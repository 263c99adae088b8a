import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, fn, userEvent, waitFor } from 'storybook/test';
import { Button } from './button.js';
import { Divider } from './divider.js';
import { IconButton } from './icon-button.js';
import { ChevronDownIcon, CopyIcon, EditIcon, MoreIcon, PinIcon, ReplyIcon, TrashIcon } from './icons.js';
import { Menu } from './menu.js';
import { MenuItem } from './menu-item.js';
import { Tooltip } from './tooltip.js';

const reply = fn();

const meta = {
  title: 'Parts/Menu',
  component: Menu,
  subcomponents: { MenuItem },
  args: {
    trigger: <Button iconEnd={<ChevronDownIcon />}>Actions</Button>,
    children: (
      <>
        <MenuItem icon={<ReplyIcon />} shortcut="R" onClick={reply}>
          Reply
        </MenuItem>
        <MenuItem icon={<EditIcon />} shortcut="E">
          Edit
        </MenuItem>
        <MenuItem icon={<PinIcon />} disabled>
          Pin to the channel
        </MenuItem>
        <MenuItem icon={<CopyIcon />}>Copy link</MenuItem>
        <Divider />
        <MenuItem icon={<TrashIcon />} tone="danger">
          Delete
        </MenuItem>
      </>
    ),
  },
  argTypes: { trigger: { control: false }, children: { control: false } },
} satisfies Meta<typeof Menu>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {};

export const Open: Story = {
  parameters: { docs: { disable: true } },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Actions' }));
    await waitFor(() => expect(canvas.getByRole('menuitem', { name: 'Reply' })).toHaveFocus());
    await waitFor(() => expect(canvas.getByRole('menu').getAnimations()).toEqual([]));
  },
};

export const ChoosingCloses: Story = {
  parameters: { docs: { disable: true } },
  play: async ({ canvas }) => {
    reply.mockClear();
    const trigger = canvas.getByRole('button', { name: 'Actions' });
    await userEvent.click(trigger);
    await userEvent.click(await canvas.findByRole('menuitem', { name: 'Reply' }));
    await expect(reply).toHaveBeenCalledOnce();
    await expect(canvas.queryByRole('menu')).toBeNull();
    await expect(trigger).toHaveFocus();
  },
};

/** Beside an icon that has a tooltip too, at the other end. */
export const OnAnIcon: Story = {
  args: {
    placement: 'bottom-end',
    trigger: (
      <Tooltip label="More">
        <IconButton label="More" icon={<MoreIcon />} />
      </Tooltip>
    ),
  },
  decorators: [
    (Story) => (
      <div style={{ display: 'flex', justifyContent: 'flex-end' }}>
        <Story />
      </div>
    ),
  ],
};

export const WithChecks: Story = {
  render: () => {
    const [sound, setSound] = useState(true);
    const [badges, setBadges] = useState(false);
    return (
      <Menu trigger={<Button iconEnd={<ChevronDownIcon />}>Notify me</Button>}>
        <MenuItem checked={sound} onClick={(event) => [event.preventDefault(), setSound(!sound)]}>
          With a sound
        </MenuItem>
        <MenuItem checked={badges} onClick={(event) => [event.preventDefault(), setBadges(!badges)]}>
          With a badge
        </MenuItem>
      </Menu>
    );
  },
};
