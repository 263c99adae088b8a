import { PulseError } from '@pulse-io/client';
import { StrictMode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { chatKit } from '../testing/chat-kit.js';
import { useChannels } from './use-channels.js';
import { useMembers } from './use-members.js';
import { useMessages } from './use-messages.js';
import { useReadReceipts } from './use-read-receipts.js';
import { useReaders } from './use-readers.js';
import { useUnread } from './use-unread.js';

const { kit, open } = chatKit();

function Channels() {
  const { channels, status, error, unreadCount, refresh } = useChannels({ type: 'messaging', sort: 'name' });
  return (
    <section>
      <button type="button" onClick={() => refresh()}>
        {status} {error?.code ?? unreadCount}
      </button>
      {channels.map(({ id, name }) => (
        <p key={id}>{name}</p>
      ))}
    </section>
  );
}

function Unread({ id }: { id: string }) {
  const { unreadCount, unreadMentions, markRead } = useUnread(id);
  return (
    <button type="button" onClick={() => markRead()}>
      {unreadCount} unread, {unreadMentions} for you
    </button>
  );
}

function Members({ id }: { id: string }) {
  const { members, memberCount, membership } = useMembers(id);
  return (
    <p>
      {memberCount} of {members.length}, {membership?.role}
    </p>
  );
}

function Readers({ id }: { id: string }) {
  const { messages } = useMessages(id);
  const receipts = useReadReceipts(id);
  return (
    <>
      <p>{receipts.length} receipts</p>
      {messages.map((message) => (
        <ReadersOf key={message.id} id={id} messageId={message.id} text={message.text} />
      ))}
    </>
  );
}

function ReadersOf({ id, messageId, text }: { id: string; messageId: string; text: string }) {
  const readers = useReaders(id, messageId);
  return (
    <p>
      {text} read by {readers.join()}
    </p>
  );
}

describe('channels in a component', () => {
  it('share one list for equal filters, and come, change and go', async () => {
    const { id, ada, channel, bobsClient, wrap } = await open();
    const screen = await render(
      <StrictMode>
        {wrap(
          <>
            <Channels />
            <Channels />
          </>,
        )}
      </StrictMode>,
    );
    await expect.poll(() => screen.getByText('ready 0').elements()).toHaveLength(2);
    expect(kit.mock.events.requests('listChannels').filter(({ user }) => user === ada)).toHaveLength(1);
    await channel.update({ name: 'Plans' });
    await channel.sendMessage({ text: 'Hello' });
    await expect.element(screen.getByText('Plans').first()).toBeVisible();
    await expect.element(screen.getByText('ready 1').first()).toBeVisible();
    await bobsClient.chat.create({ type: 'messaging', name: 'Another', members: [ada] });
    await expect.element(screen.getByText('Another').first()).toBeVisible();
    await bobsClient.chat.channel(id).removeMember(ada);
    await expect.poll(() => screen.getByText('Plans').elements()).toHaveLength(0);
  });

  it('begin anew after a token that could not be had', async () => {
    const { ada, channel, wrap } = await open();
    await channel.update({ name: 'Plans' });
    const token = await kit.tokenOf(ada);
    const tokenProvider = vi
      .fn(() => token)
      .mockImplementationOnce(() => {
        throw new PulseError({ code: 'unauthenticated', message: 'Log in first.' });
      });
    const client = kit.asUser(ada, { identity: undefined, tokenProvider });
    const screen = await render(wrap(<Channels />, client));
    await screen.getByText('error unauthenticated').click();
    await expect.element(screen.getByText('Plans')).toBeVisible();
    await channel.sendMessage({ text: 'Live' });
    await expect.element(screen.getByText('ready 1')).toBeVisible();
    await screen.unmount();
    await vi.waitFor(() => expect(kit.asked(ada, `user:${ada}`)).toEqual({ subs: 1, unsubs: 1 }), { timeout: 3_000 });
  });

  it('tell of what is unread, and mark it', async () => {
    const { id, ada, channel, wrap } = await open();
    const screen = await render(wrap(<Unread id={id} />));
    await channel.sendMessage({ text: 'Hi', mentions: [ada] });
    await channel.sendMessage({ text: 'Hello' });
    await expect.element(screen.getByText('2 unread, 1 for you')).toBeVisible();
    await screen.getByRole('button').click();
    await expect.element(screen.getByText('0 unread, 0 for you')).toBeVisible();
  });

  it('tell who is a member, and who has read what', async () => {
    const { id, bob, adasClient, bobsClient, channel, wrap } = await open(['first']);
    const screen = await render(
      wrap(
        <>
          <Members id={id} />
          <Readers id={id} />
        </>,
      ),
    );
    await expect.element(screen.getByText('2 of 2, member')).toBeVisible();
    await adasClient.chat.channel(id).sendMessage({ text: 'second' });
    await expect.element(screen.getByText('second read by', { exact: true })).toBeVisible();
    await channel.markRead();
    await expect.element(screen.getByText(`second read by ${bob}`)).toBeVisible();
    await bobsClient.chat.channel(id).addMembers([kit.name('eve')]);
    await expect.element(screen.getByText('3 of 3, member')).toBeVisible();
    await vi.waitFor(() => expect(screen.getByText(/receipts/).element().textContent).toMatch(/^[23] /));
  });
});
