import type { Meta, StoryObj } from '@storybook/react-vite';
import { HookDemo } from '../testing/hook-demo.js';
import { CHAT_PAGE, inChat } from '../testing/in-chat.js';
import { useIdentity } from './use-identity.js';
import source from './use-identity.stories.tsx?raw';

const Demo = () => {
  const userId = useIdentity();
  return <p>You are {userId}.</p>;
};

const meta = {
  title: 'Hooks/useIdentity',
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
    await canvas.findByText(/You are maya./, { selector: ':not(pre)' }, { timeout: 5_000 });
  },
};
