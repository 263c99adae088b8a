import { describe, expect, test, vi } from 'vitest';
import type { PulseClient } from '../index.js';
import type { ReadableState } from '../lib/store.js';
import { useRealClients } from '../testing/real-clients.js';
import type { MessagesState } from './channel-state.js';
import type { ChatChannel } from './chat-channel.js';

const { connect, asUser, asServer, name, sockets } = useRealClients();

/** A team channel of two who watch it. */
async function twoInOne(id: string) {
  const [alice, bob] = [asUser(name('alice')), asUser(name('bob'))];
  await alice.chat.create({ id: name(id), type: 'team', members: [name('bob')] });
  const [hers, his] = [alice.chat.channel(name(id)), bob.chat.channel(name(id))];
  await Promise.all([hers.watch(), his.watch()]);
  return { alice, bob, hers, his };
}

const texts = ({ state }: { state: ReadableState<MessagesState> }) =>
  state.getSnapshot().messages.map(({ text }) => text);

describe('two users of one channel', () => {
  test('see what each sends, in one order, with unread counts', async () => {
    const { hers, his } = await twoInOne('team');
    const sending = hers.sendMessage({ text: 'hello' });
    expect(hers.state.getSnapshot().messages).toMatchObject([{ text: 'hello', status: 'pending' }]);
    await sending;
    await Promise.all([hers.sendMessage({ text: 'one', mentions: [name('bob')] }), his.sendMessage({ text: 'two' })]);
    await vi.waitFor(() => expect(texts(hers)).toHaveLength(3));
    await vi.waitFor(() => expect(texts(his)).toEqual(texts(hers)));
    expect(his.state.getSnapshot()).toMatchObject({ unreadCount: 2, unreadMentions: 1, status: 'ready', error: null });
    expect(hers.state.getSnapshot()).toMatchObject({ unreadCount: 1, unreadMentions: 0 });
    await his.markRead();
    expect(his.state.getSnapshot()).toMatchObject({ unreadCount: 0, unreadMentions: 0 });
    await vi.waitFor(() =>
      expect(hers.state.getSnapshot().read.find(({ userId }) => userId === name('bob'))?.offset).toBeGreaterThan(0),
    );
    expect(hers.state.getSnapshot().members.map(({ userId, role }) => [userId, role])).toEqual([
      [name('alice'), 'owner'],
      [name('bob'), 'member'],
    ]);
  });

  test('edit, react, pin and delete, and both see the same', async () => {
    const { hers, his } = await twoInOne('edits');
    const { id } = await hers.sendMessage({ text: 'helo' });
    await hers.editMessage(id, { text: 'hello' });
    await vi.waitFor(() => expect(texts(his)).toEqual(['hello']));
    const reacting = his.addReaction(id, '👍');
    expect(his.state.getSnapshot().messages[0]).toMatchObject({ ownReactions: ['👍'], reactions: [{ count: 1 }] });
    await reacting;
    await hers.pinMessage(id);
    await vi.waitFor(() =>
      expect(hers.state.getSnapshot().messages[0]).toMatchObject({
        reactions: [{ kind: '👍', count: 1, userIds: [name('bob')] }],
        ownReactions: [],
        pinnedBy: name('alice'),
      }),
    );
    expect((await his.pinned()).data.map((message) => message.id)).toEqual([id]);
    expect((await hers.reactions(id)).data).toMatchObject([{ kind: '👍', userId: name('bob') }]);
    await his.removeReaction(id, '👍');
    await vi.waitFor(() => expect(hers.state.getSnapshot().messages[0]).toMatchObject({ reactions: [] }));
    await hers.deleteMessage(id);
    await vi.waitFor(() => expect(his.state.getSnapshot().messages).toMatchObject([{ id, text: '' }]));
    await hers.deleteMessage(id, { hard: true });
    await vi.waitFor(() => expect(his.state.getSnapshot().messages).toEqual([]));
  });

  test('talk in a thread', async () => {
    const { hers, his } = await twoInOne('threads');
    const { id } = await hers.sendMessage({ text: 'question' });
    const thread = his.thread(id);
    await thread.watch();
    const sending = thread.sendMessage({ text: 'answer' });
    expect(texts(thread)).toEqual(['answer']);
    await sending;
    expect(thread.state.getSnapshot()).toMatchObject({ parent: { text: 'question' }, status: 'ready' });
    await vi.waitFor(() => expect(hers.state.getSnapshot().messages).toMatchObject([{ threadCount: 1 }]));
    await vi.waitFor(() => expect(thread.state.getSnapshot().parent).toMatchObject({ threadCount: 1 }));
    expect(texts(hers)).toEqual(['question']);
  });

  test('hear each other type, until the message comes', async () => {
    const { hers, his } = await twoInOne('typing');
    await hers.startTyping();
    await vi.waitFor(() => expect(his.state.getSnapshot().typing).toEqual([name('alice')]));
    await hers.sendMessage({ text: 'typed' });
    await vi.waitFor(() => expect(his.state.getSnapshot().typing).toEqual([]));
    await hers.startTyping();
    await hers.stopTyping();
    const reactions: string[] = [];
    his.on('reaction.sent', (kind, userId) => reactions.push(`${userId} ${kind}`));
    await hers.sendReaction('🎉');
    await vi.waitFor(() => expect(reactions).toEqual([`${name('alice')} 🎉`]));
  });

  test('read what they missed while a socket was lost', async () => {
    const { hers, his } = await twoInOne('lost');
    const bobs = sockets.at(-1);
    bobs?.close();
    for (const text of ['a', 'b', 'c']) await hers.sendMessage({ text });
    await vi.waitFor(() => expect(texts(his)).toEqual(['a', 'b', 'c']), { timeout: 5_000 });
    expect(his.state.getSnapshot().unreadCount).toBe(3);
  });
});

describe('a long channel', () => {
  const sendAll = async (channel: ChatChannel, count: number) => {
    for (let i = 0; i < count; i++) await channel.sendMessage({ text: String(i) });
  };

  test('is read page by page, and around a message', async () => {
    const { hers, his } = await twoInOne('long');
    await sendAll(hers, 60);
    const late = asUser(name('bob')).chat.channel(hers.id);
    await late.watch();
    expect([texts(late).at(0), texts(late).at(-1), late.state.getSnapshot().hasOlder]).toEqual(['35', '59', true]);
    await late.loadOlder();
    await Promise.all([late.loadOlder(), late.loadOlder()]);
    expect(texts(late)).toEqual(Array.from({ length: 60 }, (_, i) => String(i)));
    expect(late.state.getSnapshot()).toMatchObject({ hasOlder: false, hasNewer: false, status: 'ready' });
    const middle = his.state.getSnapshot().messages.find(({ text }) => text === '20')?.id as string;
    await late.loadAround(middle);
    expect(texts(late)).toContain('20');
    expect(late.state.getSnapshot()).toMatchObject({ hasOlder: true, hasNewer: true });
    await hers.sendMessage({ text: 'newest' });
    for (let i = 0; i < 4; i++) await late.loadNewer();
    expect(texts(late).slice(-2)).toEqual(['59', 'newest']);
    expect(late.state.getSnapshot().hasNewer).toBe(false);
    await late.loadAround(middle);
    await late.loadNewest();
    expect(texts(late).at(-1)).toBe('newest');
    await expect(late.loadAround('01aaaaaaaaaaaaaaaaaaaaaaaa')).rejects.toMatchObject({ code: 'not_found' });
    expect(late.state.getSnapshot()).toMatchObject({ status: 'error', error: { code: 'not_found' } });
  });
});

describe('what is refused', () => {
  test('in slow mode waits as a failed row, and says until when', async () => {
    const { hers, his } = await twoInOne('slow');
    await hers.update({ slowModeSeconds: 60 });
    await his.sendMessage({ text: 'first' });
    await expect(his.sendMessage({ text: 'second' })).rejects.toMatchObject({ code: 'slow_mode' });
    const [, row] = his.state.getSnapshot().messages;
    expect(row).toMatchObject({ text: 'second', status: 'failed', error: { code: 'slow_mode' } });
    expect(row?.error?.retryAfterMs).toBeGreaterThan(0);
    await hers.update({ slowModeSeconds: 0 });
    await his.retry(row?.id as string);
    expect(texts(his)).toEqual(['first', 'second']);
    // The limit is the channel's: nothing else of the client was held back.
    await expect(his.get()).resolves.toMatchObject({ id: his.id });
  });

  test('under a mute and a ban says so, and a ban empties the channel until it is lifted', async () => {
    const { hers, his } = await twoInOne('ban');
    await hers.sendMessage({ text: 'secret' });
    await vi.waitFor(() => expect(texts(his)).toEqual(['secret']));
    await hers.mute(name('bob'), { ttlSeconds: 60 });
    await vi.waitFor(() => expect(his.state.getSnapshot().channel?.mutedUntil).not.toBeNull());
    await expect(his.sendMessage({ text: 'muted' })).rejects.toMatchObject({ code: 'muted' });
    await hers.unmute(name('bob'));
    await hers.ban(name('bob'), { reason: 'spam' });
    await vi.waitFor(() =>
      expect(his.state.getSnapshot()).toMatchObject({ status: 'error', error: { code: 'banned' }, channel: null }),
    );
    expect(texts(his)).toEqual([]);
    await expect(his.sendMessage({ text: 'banned' })).rejects.toMatchObject({ code: 'banned' });
    await hers.unban(name('bob'));
    await vi.waitFor(() => expect(his.state.getSnapshot().status).toBe('ready'));
    expect(texts(his)).toContain('secret');
  });

  test('of a channel that is not there or not seen is not_found', async () => {
    const { hers } = await twoInOne('hidden');
    const eves = asUser(name('eve')).chat.channel(hers.id);
    await expect(eves.watch()).rejects.toMatchObject({ code: 'not_found' });
    expect(eves.state.getSnapshot()).toMatchObject({ status: 'error', error: { code: 'not_found' } });
    await hers.addMembers([name('eve')]);
    await vi.waitFor(() => expect(eves.state.getSnapshot().status).toBe('ready'));
    await hers.removeMember(name('eve'));
    await vi.waitFor(() => expect(eves.state.getSnapshot().error).toMatchObject({ code: 'not_found' }));
  });

  test('by a ban in the shadows is seen by its author alone, on every device', async () => {
    const { hers, his } = await twoInOne('shadow');
    const phone = asUser(name('bob')).chat.channel(his.id);
    await phone.watch();
    await hers.ban(name('bob'), { shadow: true });
    await his.sendMessage({ text: 'anybody?' });
    await vi.waitFor(() => expect(texts(phone)).toEqual(['anybody?']));
    expect(texts(his)).toEqual(['anybody?']);
    await hers.sendMessage({ text: 'after' });
    await vi.waitFor(() => expect(texts(phone)).toEqual(['anybody?', 'after']));
    expect(texts(hers)).not.toContain('anybody?');
  });
});

describe('a channel', () => {
  test('is the same object while it is watched, and a dm is found by its members', async () => {
    const alice = asUser(name('alice'));
    const dm = await alice.chat.create({ type: 'dm', members: [name('bob')] });
    const again = await asUser(name('bob')).chat.create({ type: 'dm', members: [name('alice')] });
    expect(again.id).toBe(dm.id);
    expect(alice.chat.channel(dm.id)).toBe(alice.chat.channel(dm.id));
    expect(() => alice.chat.channel('no channel')).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  });

  test('keeps a draft, changes, has members with roles, and is removed', async () => {
    const { hers, his } = await twoInOne('admin');
    await hers.saveDraft({ text: 'begun' });
    expect((await hers.get()).draft).toMatchObject({ text: 'begun' });
    await hers.removeDraft();
    await hers.update({ name: 'The team' });
    await vi.waitFor(() => expect(his.state.getSnapshot().channel?.name).toBe('The team'));
    await hers.setRole(name('bob'), 'moderator');
    await vi.waitFor(() => expect(his.state.getSnapshot().membership?.role).toBe('moderator'));
    expect((await his.members()).data).toHaveLength(2);
    await his.ban(name('eve'));
    expect((await his.restrictions()).data).toMatchObject([{ userId: name('eve'), kind: 'ban' }]);
    const heard: unknown[] = [];
    his.on('channel.updated', (channel) => heard.push(channel));
    await hers.remove();
    await vi.waitFor(() => expect(his.state.getSnapshot().error).toMatchObject({ code: 'not_found' }));
    expect(heard).toEqual([null]);
  });

  test('of a livestream counts for whoever reads it', async () => {
    const { hers } = await twoInOne('x');
    const host = asUser(name('host'));
    const { id } = await host.chat.create({ id: name('live'), type: 'livestream' });
    const guest = asUser(name('guest')).chat.channel(id);
    await guest.watch();
    await guest.markRead();
    await host.chat.channel(id).sendMessage({ text: 'welcome' });
    await vi.waitFor(() => expect(guest.state.getSnapshot().unreadCount).toBe(1));
    const other = asUser(name('guest')).chat.channel(id);
    await other.markRead();
    await vi.waitFor(() => expect(guest.state.getSnapshot().unreadCount).toBe(0));
    expect(texts(hers)).toEqual([]);
  });

  test('is searched by words', async () => {
    const { alice, hers } = await twoInOne('search');
    await hers.sendMessage({ text: `the quick ${name('fox')}` });
    const { data } = await alice.chat.search({ q: 'quick', channelId: hers.id });
    expect(data).toMatchObject([{ text: `the quick ${name('fox')}` }]);
  });

  test('is written by a backend in the name of a user', async () => {
    const { hers } = await twoInOne('backend');
    await asServer()
      .chat.channel(hers.id)
      .sendMessage({ text: 'from the backend', userId: name('bob') });
    await vi.waitFor(() => expect(texts(hers)).toEqual(['from the backend']));
  });
});

describe('what was written with no network', () => {
  test('goes out in order when the next page finds one', async () => {
    const { hers } = await twoInOne('offline');
    let offline = true;
    const fetcher: typeof fetch = (input, init) =>
      offline && init?.method === 'POST' ? Promise.reject(new TypeError('offline')) : fetch(input, init);
    const bob: PulseClient = connect({ identity: name('bob'), fetch: fetcher, retry: false });
    const his = bob.chat.channel(hers.id);
    await his.watch().catch(() => {});
    const sends = ['1', '2', '3'].map((text) => his.sendMessage({ text }));
    await vi.waitFor(() => expect(texts(his)).toEqual(['1', '2', '3']));
    offline = false;
    await Promise.all(sends);
    await vi.waitFor(() => expect(texts(hers)).toEqual(['1', '2', '3']));
  });
});
