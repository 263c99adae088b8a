import type { Meta, StoryObj } from '@storybook/react-vite';
import { HookDemo } from '../testing/hook-demo.js';
import { CHAT_PAGE, inChat } from '../testing/in-chat.js';
import { useComposer } from './use-composer.js';
import source from './use-composer.stories.tsx?raw';

const Demo = () => {
  const { text, setText, canSend, send } = useComposer('design');
  return (
    <>
      <input aria-label="Message" value={text} onChange={(event) => setText(event.target.value)} />
      <button type="button" disabled={!canSend} onClick={() => send()}>
        Send
      </button>
    </>
  );
};

const meta = {
  title: 'Hooks/useComposer',
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
    await canvas.findByText(/Send/, { selector: ':not(pre)' }, { timeout: 5_000 });
  },
};
