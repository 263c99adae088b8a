import type { Meta, StoryObj } from '@storybook/react-vite';
import { HookDemo } from '../testing/hook-demo.js';
import { CHAT_PAGE, inChat } from '../testing/in-chat.js';
import { useMembers } from './use-members.js';
import source from './use-members.stories.tsx?raw';

const Demo = () => {
  const { memberCount, membership } = useMembers('general');
  return (
    <p>
      {memberCount} members; you are {membership?.role}.
    </p>
  );
};

const meta = {
  title: 'Hooks/useMembers',
  component: Demo,
  parameters: { ...CHAT_PAGE, layout: 'padded', height: 'auto' },
  decorators: [inChat],
  render: () => (
    <HookDemo source={source}>
      <Demo />
    </HookDemo>
  ),
} satisfies Meta<typeof Demo>;

export default meta;

export const Live: StoryObj<typeof meta> = {
  play: async ({ canvas }) => {
    await canvas.findByText(/8 members/, { selector: ':not(pre)' }, { timeout: 5_000 });
  },
};
