import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import { Button } from './button.js';
import { Dialog } from './dialog.js';
import { TextField } from './text-field.js';

const meta = {
  title: 'Parts/Dialog',
  component: Dialog,
  args: { open: false, title: 'Delete this message?', onClose: fn() },
  argTypes: { footer: { control: false }, children: { control: false } },
  render: (args) => {
    const [open, setOpen] = useState(args.open);
    const close = () => {
      args.onClose();
      setOpen(false);
    };
    return (
      <>
        <Button onClick={() => setOpen(true)}>Open the dialog</Button>
        <Dialog
          footer={
            <>
              <Button onClick={close}>Cancel</Button>
              <Button variant="primary" tone="danger" onClick={close}>
                Delete
              </Button>
            </>
          }
          {...args}
          open={open}
          onClose={close}
        />
      </>
    );
  },
} satisfies Meta<typeof Dialog>;

export default meta;
type Story = StoryObj<typeof meta>;

const RULES = Array.from(
  { length: 24 },
  (_, index) =>
    `${index + 1}. Be kind. Assume that the other one means well, say what you mean, and leave people their way out.`,
);

const settled = () =>
  waitFor(() => {
    const dialog = within(document.body).getByRole('dialog');
    expect(document.getAnimations().filter(({ effect }) => (effect as KeyframeEffect).target === dialog)).toEqual([]);
    return dialog;
  });

export const Playground: Story = {
  args: { description: 'It goes for everybody in the channel, and cannot be brought back.' },
};

export const Confirmation: Story = {
  args: { size: 'sm', description: 'It goes for everybody in the channel, and cannot be brought back.' },
  parameters: { docs: { disable: true } },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Open the dialog' }));
    const dialog = await settled();
    await waitFor(() => expect(within(dialog).getByRole('button', { name: 'Cancel' })).toHaveFocus());
  },
};

export const Form: Story = {
  args: {
    title: 'New channel',
    description: 'Everybody in the project can find it and join.',
    children: (
      <TextField label="Name" placeholder="product-launch" data-autofocus="" hint="Lower-case letters and dashes" />
    ),
  },
  parameters: { docs: { disable: true } },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Open the dialog' }));
    const dialog = await settled();
    await waitFor(() => expect(within(dialog).getByRole('textbox', { name: 'Name' })).toHaveFocus());
  },
};

export const LongText: Story = {
  args: {
    title: 'Rules of the house',
    children: RULES.map((rule) => (
      <p key={rule} style={{ margin: '0 0 0.75rem' }}>
        {rule}
      </p>
    )),
  },
  parameters: { docs: { disable: true } },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Open the dialog' }));
    const dialog = await settled();
    await expect(dialog.getBoundingClientRect().bottom).toBeLessThanOrEqual(innerHeight);
  },
};
