import type { MessageRow } from '@pulse-io/client';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor } from 'storybook/test';
import { AsUser } from '../../testing/as-user.js';
import { CHAT_PAGE, inChat } from '../../testing/in-chat.js';
import { clientOf, pulse } from '../../testing/story-backend.js';
import { IconButton } from '../../ui/icon-button.js';
import { FlagIcon, SearchIcon } from '../../ui/icons.js';
import { MenuItem } from '../../ui/menu-item.js';
import { ChatWindow } from './chat-window.js';

const meta = {
  title: 'Chat/ChatWindow',
  component: ChatWindow,
  args: { channelId: 'general' },
  argTypes: { actions: { control: false }, extraActions: { control: false }, strings: { control: false } },
  parameters: CHAT_PAGE,
  decorators: [inChat],
  // Each is a page of its own: a few on one page are enough.
  tags: ['!autodocs'],
} satisfies Meta<typeof ChatWindow>;

export default meta;
type Story = StoryObj<typeof meta>;
type Play = NonNullable<Story['play']>;

/** Takes the page's network away, as far as it knows, or gives it back. */
function setOnline(online: boolean): void {
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => online });
  dispatchEvent(new Event(online ? 'online' : 'offline'));
}

const shown: Play = async ({ canvas }) => {
  await expect(await canvas.findByRole('log', undefined, { timeout: 5_000 })).toBeVisible();
};

export const Team: Story = { tags: ['autodocs'], play: shown };

export const WithActions: Story = {
  tags: ['autodocs'],
  args: {
    channelId: 'design',
    actions: <IconButton label="Search" icon={<SearchIcon />} />,
    extraActions: () => <MenuItem icon={<FlagIcon />}>Report</MenuItem>,
  },
  play: shown,
};

/** What one writes is there for the other; so is that somebody types. */
export const TwoUsers: Story = {
  tags: ['autodocs'],
  args: { channelId: 'launch' },
  render: (args) => (
    <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', blockSize: '100%' }}>
      {['maya', 'leo'].map((user) => (
        <section
          key={user}
          aria-label={user}
          style={{ minInlineSize: 0, minBlockSize: 0, borderInlineEnd: '1px solid var(--pulse-color-border)' }}
        >
          <AsUser user={user}>
            <ChatWindow {...args} />
          </AsUser>
        </section>
      ))}
    </div>
  ),
  play: async ({ canvas }) => {
    const [maya, leo] = await canvas.findAllByRole('textbox', undefined, { timeout: 5_000 });
    if (!maya || !leo) throw new Error('Two composers are missing.');
    await waitFor(() => expect(canvas.getAllByRole('log')).toHaveLength(2), { timeout: 5_000 });
    await userEvent.type(maya, 'Shall we ship it?');
    await canvas.findByText('Maya Okafor is typing', undefined, { timeout: 5_000 });
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(canvas.getAllByText('Shall we ship it?')).toHaveLength(2));
  },
};

export const Empty: Story = {
  args: { channelId: 'nothing-yet' },
  parameters: { backend: { scenario: 'edge-cases' } },
  play: async ({ canvas }) => void (await canvas.findByText('No messages yet')),
};

export const Loading: Story = {
  parameters: { backend: { prepare: () => void pulse.faults.add({ kind: 'latency', ms: 600_000 }) } },
  play: async ({ canvas }) => void (await canvas.findByRole('status', { name: 'Loading' })),
};

export const LoadingFailed: Story = {
  parameters: {
    backend: { prepare: () => void pulse.faults.add({ kind: 'fail', route: 'getChannel', code: 'forbidden' }) },
  },
  play: async ({ canvas }) => void (await canvas.findByRole('button', { name: 'Try again' }, { timeout: 5_000 })),
};

export const NotFound: Story = {
  args: { channelId: 'nowhere' },
  play: async ({ canvas }) => void (await canvas.findByRole('alert')),
};

/** While it was open, the user was taken out of the channel. */
export const Removed: Story = {
  args: { channelId: 'design' },
  play: async ({ canvas }) => {
    await canvas.findByRole('log', undefined, { timeout: 5_000 });
    await clientOf('nora').chat.channel('design').removeMember('maya');
    await canvas.findByText('You are no longer a member of this channel.');
  },
};

export const Banned: Story = {
  args: { channelId: 'moderated' },
  parameters: { user: 'leo', backend: { scenario: 'edge-cases' } },
  play: async ({ canvas }) => void (await canvas.findByText('You are banned from this channel.')),
};

export const Muted: Story = {
  args: { channelId: 'moderated' },
  parameters: { user: 'kenji', backend: { scenario: 'edge-cases' } },
  play: async ({ canvas }) => void (await canvas.findByText('You are muted in this channel.')),
};

export const Frozen: Story = {
  args: { channelId: 'frozen' },
  parameters: { user: 'leo', backend: { scenario: 'edge-cases' } },
  play: async ({ canvas }) => void (await canvas.findByText('Only moderators can write here now.')),
};

export const SlowMode: Story = {
  args: { channelId: 'slow' },
  parameters: { user: 'leo', backend: { scenario: 'edge-cases' } },
  play: async ({ canvas }) => {
    await canvas.findByText(/^Slow mode: wait \d+ seconds?$/, undefined, { timeout: 5_000 });
  },
};

/** The network is gone; what is written waits, and goes out when it is back. */
export const Offline: Story = {
  args: { channelId: 'launch' },
  beforeEach: () => () => setOnline(true),
  play: async ({ canvas }) => {
    const text = await canvas.findByRole('textbox', undefined, { timeout: 5_000 });
    await canvas.findByRole('log');
    setOnline(false);
    pulse.faults.add({ kind: 'drop' });
    pulse.faults.dropSockets();
    await userEvent.type(text, 'Sent from a tunnel{Enter}');
    await canvas.findByText('Sending', undefined, { timeout: 5_000 });
    await canvas.findByText(/^You are offline/, undefined, { timeout: 5_000 });
  },
};

export const RejectedToken: Story = {
  parameters: { client: { identity: undefined, tokenProvider: async () => 'not-a-token' } },
  play: async ({ canvas }) =>
    void (await canvas.findByText('You could not be signed in.', undefined, { timeout: 5_000 })),
};

/** Right to left beside left to right, one long word, broken pictures, and what nobody expected. */
export const EdgeCases: Story = {
  args: { channelId: 'edge' },
  parameters: { backend: { scenario: 'edge-cases' } },
  play: shown,
};

export const FiftyThousandCharacters: Story = {
  args: { channelId: 'design' },
  play: async ({ canvas }) => {
    const text = await canvas.findByRole('textbox', undefined, { timeout: 5_000 });
    await userEvent.click(text);
    await userEvent.paste('All work and no play. '.repeat(2_500).slice(0, 50_000));
    await canvas.findByText('-40,000 characters left');
    await expect(canvas.getByRole('button', { name: 'Send' })).toHaveAttribute('aria-disabled', 'true');
  },
};

export const Arabic: Story = {
  args: { channelId: 'edge' },
  parameters: { backend: { scenario: 'edge-cases' } },
  globals: { direction: 'rtl', locale: 'ar' },
  play: shown,
};

export const Compact: Story = { globals: { density: 'compact' }, play: shown };

export const Narrow: Story = { globals: { width: '320px' }, play: shown };

export const Thread: Story = {
  args: { channelId: 'launch' },
  play: async ({ canvas }) => {
    const replies = await canvas.findAllByRole('button', { name: /\d+ repl/ }, { timeout: 5_000 });
    await userEvent.click(replies.at(-1) as HTMLElement);
    await canvas.findByRole('complementary', { name: 'Thread' });
  },
};

const breaks = (message: MessageRow): never => {
  throw new Error(`Nothing can be done with ${message.id}.`);
};
const Broken = (): never => {
  throw new Error('This button is broken.');
};

/** Errors in what an app puts into it end there: the chat goes on. */
export const BrokenSlots: Story = {
  args: { channelId: 'design', extraActions: breaks, actions: <Broken /> },
  // React tells them to the console.
  beforeEach: () => {
    const { error } = console;
    console.error = () => {};
    return () => Object.assign(console, { error });
  },
  play: async ({ canvas }) => {
    const log = await canvas.findByRole('log', undefined, { timeout: 5_000 });
    const more = await waitFor(() => {
      [...log.querySelectorAll<HTMLElement>('[data-message]')].at(-1)?.focus();
      return canvas.getByRole('button', { name: 'More' });
    });
    await userEvent.click(more);
    await expect(await canvas.findByRole('menuitem', { name: 'Something went wrong.' })).toBeDisabled();
    await canvas.findByRole('menuitem', { name: 'Copy text' });
  },
};

export const Unread: Story = {
  args: { channelId: 'unread' },
  parameters: { backend: { scenario: 'edge-cases' } },
  play: shown,
};
