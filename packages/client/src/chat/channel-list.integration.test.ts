import { describe, expect, test, vi } from 'vitest';
import { useRealClients } from '../testing/real-clients.js';
import type { ChannelList } from './channel-list.js';

const { asUser, asServer, name, sockets } = useRealClients();

const idsOf = ({ state }: ChannelList) => state.getSnapshot().channels.map(({ id }) => id);

/** Alice with three channels, the last of them the newest. */
async function withChannels() {
  const [alice, bob] = [asUser(name('alice')), asUser(name('bob'))];
  const ids = ['a', 'b', 'c'].map((id) => `${name('list')}-${id}`);
  for (const id of ids) await bob.chat.create({ id, type: 'team', members: [name('alice')], name: `Room ${id}` });
  return { alice, bob, ids, [Symbol.iterator]: () => ids[Symbol.iterator]() };
}

describe('a list of channels', () => {
  test('puts on top what has something to say, and counts what is unread', async () => {
    const { alice, bob, ids } = await withChannels();
    const [a, b, c] = ids as [string, string, string];
    const list = alice.chat.list();
    await list.watch();
    expect(idsOf(list)).toEqual([c, b, a]);
    expect(list.state.getSnapshot()).toMatchObject({ status: 'ready', hasMore: false, unreadCount: 0 });
    await bob.chat.channel(a).sendMessage({ text: 'hello', mentions: [name('alice')] });
    await vi.waitFor(() => expect(idsOf(list)).toEqual([a, c, b]));
    const [first] = list.state.getSnapshot().channels;
    expect(first).toMatchObject({ unreadCount: 1, unreadMentions: 1, lastMessage: { text: 'hello' } });
    expect(list.state.getSnapshot().unreadCount).toBe(1);
    await alice.chat.channel(a).markRead();
    await vi.waitFor(() => expect(list.state.getSnapshot()).toMatchObject({ unreadCount: 0 }));
  });

  test('takes the last message back when it is deleted', async () => {
    const { alice, bob, ids } = await withChannels();
    const channel = bob.chat.channel(ids[0] as string);
    await channel.sendMessage({ text: 'stays' });
    const { id } = await channel.sendMessage({ text: 'goes' });
    const list = alice.chat.list();
    await list.watch();
    expect(list.state.getSnapshot().channels[0]).toMatchObject({ lastMessage: { text: 'goes' }, unreadCount: 2 });
    await channel.deleteMessage(id);
    await vi.waitFor(() =>
      expect(list.state.getSnapshot().channels[0]).toMatchObject({ lastMessage: { text: 'stays' }, unreadCount: 1 }),
    );
  });

  test('follows channels that come and go', async () => {
    const { alice, bob, ids } = await withChannels();
    const [a, b, c] = ids as [string, string, string];
    const list = alice.chat.list();
    await list.watch();
    const { id } = await bob.chat.create({ id: `${name('list')}-d`, type: 'team', members: [name('alice')] });
    await vi.waitFor(() => expect(idsOf(list)).toEqual([id, c, b, a]));
    await bob.chat.channel(b).removeMember(name('alice'));
    await vi.waitFor(() => expect(idsOf(list)).toEqual([id, c, a]));
    await bob.chat.channel(a).ban(name('alice'));
    await vi.waitFor(() => expect(idsOf(list)).toEqual([id, c]));
    await bob.chat.channel(id).remove();
    await vi.waitFor(() => expect(idsOf(list)).toEqual([c]));
    await bob.chat.channel(a).unban(name('alice'));
    await vi.waitFor(() => expect(idsOf(list)).toEqual([c, a]));
  });

  test('holds to its filter and its order as channels change', async () => {
    const { alice, bob, ids } = await withChannels();
    const [a, b, c] = ids as [string, string, string];
    const byName = alice.chat.list({ sort: 'name', name: 'room' });
    const unread = alice.chat.list({ unread: true });
    await Promise.all([byName.watch(), unread.watch()]);
    expect([idsOf(byName), idsOf(unread)]).toEqual([[a, b, c], []]);
    await bob.chat.channel(a).update({ name: 'Zoom' });
    await bob.chat.channel(b).update({ name: 'The last room' });
    await vi.waitFor(() => expect(idsOf(byName)).toEqual([c, b]));
    await bob.chat.channel(c).sendMessage({ text: 'hi' });
    await vi.waitFor(() => expect(idsOf(unread)).toEqual([c]));
    await alice.chat.channel(c).markRead();
    await vi.waitFor(() => expect(idsOf(unread)).toEqual([]));
  });

  test('is read page by page', async () => {
    const alice = asUser(name('alice'));
    const ids = Array.from({ length: 30 }, (_, i) => `${name('many')}-${i}`);
    for (const id of ids) await alice.chat.create({ id, type: 'messaging' });
    const list = alice.chat.list({ sort: 'created' });
    await list.watch();
    expect(idsOf(list)).toEqual(ids.toReversed().slice(0, 25));
    expect(list.state.getSnapshot().hasMore).toBe(true);
    await Promise.all([list.loadMore(), list.loadMore()]);
    expect(idsOf(list)).toEqual(ids.toReversed());
    expect(list.state.getSnapshot().hasMore).toBe(false);
  });

  test('is true again after a socket was lost', async () => {
    const { alice, bob, ids } = await withChannels();
    const [a, b, c] = ids as [string, string, string];
    const list = alice.chat.list();
    await list.watch();
    sockets.at(-1)?.close();
    await bob.chat.channel(a).sendMessage({ text: 'missed' });
    await bob.chat.channel(b).removeMember(name('alice'));
    await vi.waitFor(() => expect(idsOf(list)).toEqual([a, c]), { timeout: 5_000 });
    expect(list.state.getSnapshot().channels[0]).toMatchObject({ unreadCount: 1 });
  });

  test('of livestreams shows those of the project', async () => {
    const host = asUser(name('host'));
    const { id } = await host.chat.create({ id: name('live'), type: 'livestream' });
    const list = asUser(name('guest')).chat.list({ joined: false });
    await list.watch();
    expect(idsOf(list)).toContain(id);
  });

  test('is no backend’s', async () => {
    const list = asServer().chat.list();
    await expect(list.watch()).rejects.toMatchObject({ code: 'invalid_request' });
    expect(list.state.getSnapshot()).toMatchObject({ status: 'error', error: { code: 'invalid_request' } });
  });
});
