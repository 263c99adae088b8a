import type { ChannelSort, ChannelType, ChatChannel } from './channel-schema.js';

/** Which channels a list shows. The server's query and a client that keeps its list live mean the same by it. */
export interface ChannelFilter {
  type?: ChannelType | undefined;
  /** Part of the name, whatever its case. */
  name?: string | undefined;
  frozen?: boolean | undefined;
  /** With, or without, unread messages. */
  unread?: boolean | undefined;
}

/** What a filter and an order look at. */
export type ListedChannel = Pick<ChatChannel, 'id' | 'type' | 'name' | 'frozen' | 'createdAt' | 'lastMessageAt'> & {
  unreadCount: number;
};

/** A name as lists search and order it. */
export const nameKey = (name: string | null): string => (name ?? '').normalize('NFKC').toLowerCase();

export function matchesChannel({ type, name, frozen, unread }: ChannelFilter, channel: ListedChannel): boolean {
  return (
    (type === undefined || channel.type === type) &&
    (name === undefined || nameKey(channel.name).includes(nameKey(name))) &&
    (frozen === undefined || channel.frozen === frozen) &&
    (unread === undefined || channel.unreadCount > 0 === unread)
  );
}

/** When it last had something to say. */
export const activeAt = ({ lastMessageAt, createdAt }: Pick<ListedChannel, 'lastMessageAt' | 'createdAt'>): string =>
  lastMessageAt ?? createdAt;

/** For `sort()`: by name from a to z, else the newest first; ties by id. */
export function compareChannels(sort: ChannelSort): (a: ListedChannel, b: ListedChannel) => number {
  if (sort === 'name') return (a, b) => compareText(nameKey(a.name), nameKey(b.name)) || compareText(a.id, b.id);
  const timeOf = sort === 'created' ? (channel: ListedChannel) => channel.createdAt : activeAt;
  return (a, b) => compareText(timeOf(b), timeOf(a)) || compareText(b.id, a.id);
}

/** By code points, as databases compare bytes of UTF-8; `<` compares UTF-16, which puts emoji before some letters. */
function compareText(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((char, i) => char !== right[i]);
  if (at < 0) return left.length - right.length;
  return (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1);
}
