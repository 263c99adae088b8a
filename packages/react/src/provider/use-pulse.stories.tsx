import type { Meta, StoryObj } from '@storybook/react-vite';
import { HookDemo } from '../testing/hook-demo.js';
import { CHAT_PAGE, inChat } from '../testing/in-chat.js';
import { usePulse } from './use-pulse.js';
import source from './use-pulse.stories.tsx?raw';

const Demo = () => {
  const pulse = usePulse();
  return <p>{pulse.connection.state}</p>;
};

const meta = {
  title: 'Hooks/usePulse',
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
    await canvas.findByText(/connected|connecting|idle/, { selector: ':not(pre)' }, { timeout: 5_000 });
  },
};
