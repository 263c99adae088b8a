import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { portrait } from '../testing/portrait.js';
import { Row } from '../testing/row.js';
import { Avatar } from './avatar.js';
import { Dot } from './dot.js';

const meta = {
  title: 'Parts/Avatar',
  component: Avatar,
  args: { name: 'Ada Lovelace', size: 'xl' },
  argTypes: { badge: { control: false } },
} satisfies Meta<typeof Avatar>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {};

export const Image: Story = {
  args: { image: portrait('Ada Lovelace') },
  play: async ({ canvasElement, canvas }) => {
    await waitFor(() => expect(canvasElement.querySelector('.pulse-avatar-initials')).toBeNull());
    await expect(canvas.getByRole('img', { name: 'Ada Lovelace' })).toBeVisible();
  },
};

export const BrokenImage: Story = {
  args: { image: 'data:image/png;base64,broken' },
  play: async ({ canvas, canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('img')).toBeNull());
    await expect(canvas.getByText('AL')).toBeVisible();
  },
};

export const Sizes: Story = {
  render: () => (
    <Row>
      {(['xs', 'sm', 'md', 'lg', 'xl'] as const).map((size) => (
        <Avatar key={size} name="Grace Hopper" size={size} />
      ))}
      {(['xs', 'sm', 'md', 'lg', 'xl'] as const).map((size) => (
        <Avatar key={size} name="Alan Turing" size={size} image={portrait('Alan Turing')} />
      ))}
    </Row>
  ),
};

/** The corner is cut out of the avatar, so that the dot stands well on any background. */
export const WithBadge: Story = {
  render: () => (
    <Row>
      {(['success', 'warning', 'danger', 'neutral'] as const).map((tone) => (
        <Avatar key={tone} name="Katherine Johnson" size="lg" image={portrait(tone)} badge={<Dot tone={tone} />} />
      ))}
      {(['sm', 'md', 'lg', 'xl'] as const).map((size) => (
        <Avatar key={size} name="Hedy Lamarr" size={size} badge={<Dot />} />
      ))}
    </Row>
  ),
};

export const Names: Story = {
  render: () => (
    <Row>
      {[
        'Ada Lovelace',
        'zoë',
        '김민준',
        'Иван Петров',
        'محمد علي',
        '👩‍👩‍👧 Family',
        'x',
        '',
        '42 Cats',
        'Ludwig van Beethoven',
      ].map((name) => (
        <Avatar key={name} name={name || 'Unknown'} size="lg" />
      ))}
    </Row>
  ),
};
