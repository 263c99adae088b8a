import type { Meta, StoryObj } from '@storybook/react-vite';
import { fn } from 'storybook/test';
import { Row } from '../testing/row.js';
import { IconButton } from './icon-button.js';
import { AttachIcon, EditIcon, MoreIcon, PinIcon, SendIcon, SmileIcon, TrashIcon } from './icons.js';
import { Tooltip } from './tooltip.js';

const meta = {
  title: 'Parts/IconButton',
  component: IconButton,
  args: { label: 'React', icon: <SmileIcon />, onClick: fn() },
  argTypes: { icon: { control: false } },
} satisfies Meta<typeof IconButton>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {};

export const Variants: Story = {
  render: () => (
    <Row>
      <IconButton variant="primary" label="Send" icon={<SendIcon />} />
      <IconButton variant="secondary" label="Edit" icon={<EditIcon />} />
      <IconButton label="Attach a file" icon={<AttachIcon />} />
      <IconButton label="Delete" tone="danger" icon={<TrashIcon />} />
      <IconButton label="Pin" aria-pressed="true" icon={<PinIcon />} />
      <IconButton label="More" disabled icon={<MoreIcon />} />
      <IconButton label="Sending" loading icon={<SendIcon />} />
    </Row>
  ),
};

export const Sizes: Story = {
  render: () => (
    <Row>
      <IconButton size="sm" variant="secondary" label="Edit" icon={<EditIcon />} />
      <IconButton size="md" variant="secondary" label="Edit" icon={<EditIcon />} />
      <IconButton size="lg" variant="secondary" label="Edit" icon={<EditIcon />} />
    </Row>
  ),
};

/** A bar of actions, each with its name in a tooltip. */
export const Toolbar: Story = {
  render: () => (
    <Row style={{ gap: '0.125rem' }}>
      <Tooltip label="React">
        <IconButton size="sm" label="React" icon={<SmileIcon />} />
      </Tooltip>
      <Tooltip label="Edit">
        <IconButton size="sm" label="Edit" icon={<EditIcon />} />
      </Tooltip>
      <Tooltip label="Pin">
        <IconButton size="sm" label="Pin" icon={<PinIcon />} />
      </Tooltip>
      <Tooltip label="More">
        <IconButton size="sm" label="More" icon={<MoreIcon />} />
      </Tooltip>
    </Row>
  ),
};
