import type { Meta, StoryObj } from '@storybook/react-vite';
import { HookDemo } from '../testing/hook-demo.js';
import { CHAT_PAGE, inChat } from '../testing/in-chat.js';
import { useIdle } from './use-idle.js';
import source from './use-idle.stories.tsx?raw';

const Demo = () => {
  const idle = useIdle();
  return <p>{idle ? 'Nobody is here.' : 'You are here.'}</p>;
};

const meta = {
  title: 'Hooks/useIdle',
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
    await canvas.findByText(/You are here./, { selector: ':not(pre)' }, { timeout: 5_000 });
  },
};
