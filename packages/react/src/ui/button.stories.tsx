import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent } from 'storybook/test';
import { Row } from '../testing/row.js';
import { Button } from './button.js';
import { ChevronDownIcon, PlusIcon, SendIcon, TrashIcon } from './icons.js';

const meta = {
  title: 'Parts/Button',
  component: Button,
  args: { children: 'Save changes', onClick: fn() },
  argTypes: { icon: { control: false }, iconEnd: { control: false } },
} satisfies Meta<typeof Button>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {};

export const Variants: Story = {
  render: () => (
    <Row>
      <Button variant="primary">Invite people</Button>
      <Button>Cancel</Button>
      <Button variant="ghost">Not now</Button>
      <Button variant="primary" tone="danger">
        Delete channel
      </Button>
      <Button tone="danger">Leave</Button>
      <Button variant="ghost" tone="danger">
        Report
      </Button>
    </Row>
  ),
};

export const Sizes: Story = {
  render: () => (
    <Row>
      <Button size="sm">Small</Button>
      <Button>Medium</Button>
      <Button size="lg">Large</Button>
      <Button variant="primary" size="sm">
        Small
      </Button>
      <Button variant="primary">Medium</Button>
      <Button variant="primary" size="lg">
        Large
      </Button>
    </Row>
  ),
};

export const WithIcons: Story = {
  render: () => (
    <Row>
      <Button variant="primary" icon={<SendIcon />}>
        Send
      </Button>
      <Button icon={<PlusIcon />}>New channel</Button>
      <Button iconEnd={<ChevronDownIcon />}>Newest first</Button>
      <Button variant="ghost" tone="danger" icon={<TrashIcon />}>
        Delete
      </Button>
    </Row>
  ),
};

export const Disabled: Story = {
  render: () => (
    <Row>
      <Button variant="primary" disabled>
        Save changes
      </Button>
      <Button disabled>Save changes</Button>
      <Button variant="ghost" disabled>
        Save changes
      </Button>
    </Row>
  ),
};

export const Loading: Story = {
  args: { loading: true, variant: 'primary' },
  play: async ({ canvas, args }) => {
    const button = canvas.getByRole('button', { name: 'Save changes' });
    await userEvent.click(button);
    await expect(args.onClick).not.toHaveBeenCalled();
    await expect(button).toHaveAttribute('aria-busy', 'true');
  },
};

export const LongText: Story = {
  render: () => (
    <div style={{ inlineSize: '14rem' }}>
      <Button variant="primary">Donaudampfschifffahrtsgesellschaft benachrichtigen</Button>
    </div>
  ),
};
