import type { Meta, StoryObj } from '@storybook/react-vite';
import { HookDemo } from '../testing/hook-demo.js';
import { CHAT_PAGE, inChat } from '../testing/in-chat.js';
import { useConnection } from './use-connection.js';
import source from './use-connection.stories.tsx?raw';

const Demo = () => {
  const { state, retry } = useConnection();
  return (
    <button type="button" onClick={retry}>
      {state}
    </button>
  );
};

const meta = {
  title: 'Hooks/useConnection',
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
    await canvas.findByText(/idle|connected|connecting/, { selector: ':not(pre)' }, { timeout: 5_000 });
  },
};
