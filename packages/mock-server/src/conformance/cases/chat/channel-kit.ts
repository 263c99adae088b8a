import type { AnswerOf, ChannelType, NewChatChannel } from '@pulse-io/protocol';
import type { User, World } from '../../world.js';

/** A channel with its owner, a member, and somebody who is no member. */
export interface TestChannel {
  id: string;
  /** Of its routes. */
  params: { channelId: string };
  created: AnswerOf<'createChannel'>;
  owner: User;
  member: User;
  stranger: User;
}

export async function createChannel(
  { pair, user }: World,
  type: Exclude<ChannelType, 'dm'> = 'messaging',
  options: Partial<NewChatChannel> = {},
): Promise<TestChannel> {
  const [owner, member] = await pair();
  const members = [{ userId: member.identity }];
  const created = await owner.ok('createChannel', { body: { type, members, ...options } });
  return { id: created.id, params: { channelId: created.id }, created, owner, member, stranger: await user() };
}

/** Sends a message. */
export const say = (user: User, { params }: Pick<TestChannel, 'params'>, text = 'hello', more: object = {}) =>
  user.ok('sendMessage', { params, body: { text, ...more } });

/** The messages of a channel as a user lists them, the newest first. */
export const read = async (user: User, { params }: Pick<TestChannel, 'params'>, query: object = {}) =>
  (await user.ok('listMessages', { params, query })).data;

/** The same by their texts. */
export const texts = async (user: User, channel: Pick<TestChannel, 'params'>, query: object = {}) =>
  (await read(user, channel, query)).map(({ text }) => text);
