import type { Meta, StoryObj } from '@storybook/react-vite';
import { PEOPLE } from '../testing/people.js';
import { portrait } from '../testing/portrait.js';
import { Avatar } from './avatar.js';
import { AvatarGroup } from './avatar-group.js';

const meta = {
  title: 'Parts/AvatarGroup',
  component: AvatarGroup,
  args: {
    'aria-label': 'Members',
    max: 4,
    size: 'lg',
    children: PEOPLE.map((name, index) => (
      <Avatar key={name} name={name} size="lg" image={index % 2 ? portrait(name) : undefined} />
    )),
  },
  argTypes: { children: { control: false } },
} satisfies Meta<typeof AvatarGroup>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {};

export const ALargeChannel: Story = { args: { max: 3, total: 1204 } };

export const Small: Story = {
  args: {
    size: 'sm',
    max: 5,
    children: PEOPLE.map((name) => <Avatar key={name} name={name} size="sm" />),
  },
};
