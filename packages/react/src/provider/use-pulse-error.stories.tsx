import type { Meta, StoryObj } from '@storybook/react-vite';
import { HookDemo } from '../testing/hook-demo.js';
import { CHAT_PAGE, inChat } from '../testing/in-chat.js';
import { usePulseError } from './use-pulse-error.js';
import source from './use-pulse-error.stories.tsx?raw';

const Demo = () => {
  const error = usePulseError();
  return <p>{error?.message ?? 'All is well.'}</p>;
};

const meta = {
  title: 'Hooks/usePulseError',
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
    await canvas.findByText(/All is well./, { selector: ':not(pre)' }, { timeout: 5_000 });
  },
};
