import type { Meta, StoryObj } from '@storybook/react-vite';
import { HookDemo } from '../testing/hook-demo.js';
import { CHAT_PAGE, inChat } from '../testing/in-chat.js';
import { useMessages } from './use-messages.js';
import source from './use-messages.stories.tsx?raw';

const Demo = () => {
  const { messages, status } = useMessages('design');
  if (status === 'loading') return <p>Loading</p>;
  return (
    <ul>
      {messages.slice(-4).map(({ id, text }) => (
        <li key={id}>{text}</li>
      ))}
    </ul>
  );
};

const meta = {
  title: 'Hooks/useMessages',
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
    await canvas.findByText(/Done deal/, { selector: ':not(pre)' }, { timeout: 5_000 });
  },
};
