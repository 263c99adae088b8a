import { describe, expectTypeOf, it } from 'vitest';
import type {
  ChannelEvents,
  ChannelList,
  ChannelState,
  ChannelView,
  Chat,
  ChatChannel,
  CheckedTypes,
  Composer,
  JsonObject,
  Message,
  MessageRow,
  NewChannel,
  NewMessage,
  Page,
  PulseTypes,
  Thread,
} from '../index.js';
import { PulseClient } from '../index.js';

interface MyTypes {
  message: { mood?: 'good' | 'bad' };
  channel: { topic: string };
}

const options = { apiKey: 'pulse_key_dev', identity: 'alice' };
const untyped = new PulseClient(options);
const pulse = new PulseClient<MyTypes>(options);
const channel = pulse.chat.channel('team');

describe('a client with no types', () => {
  const plain = untyped.chat.channel('team');

  it('takes and gives any JSON object as custom data', () => {
    expectTypeOf(untyped.chat).toEqualTypeOf<Chat>();
    expectTypeOf(plain.sendMessage({ text: 'hi', custom: { any: [1] } })).resolves.toEqualTypeOf<Message>();
    expectTypeOf<Message['custom']>().toEqualTypeOf<JsonObject>();
    expectTypeOf<ChannelView['custom']>().toEqualTypeOf<JsonObject>();
    // @ts-expect-error a function is no JSON
    void plain.sendMessage({ text: 'hi', custom: { run: () => {} } });
    // @ts-expect-error a message has no member of this name
    void plain.sendMessage({ text: 'hi', colour: 'red' });
  });
});

describe('a client with types of the app', () => {
  it('carries them to its channels', () => {
    expectTypeOf(channel).toEqualTypeOf<ChatChannel<MyTypes>>();
    expectTypeOf(channel.thread('id')).toEqualTypeOf<Thread<MyTypes>>();
    expectTypeOf(channel.composer()).toEqualTypeOf<Composer<MyTypes>>();
    expectTypeOf(pulse.chat.list({ sort: 'name' })).toEqualTypeOf<ChannelList<MyTypes>>();
    expectTypeOf(pulse.chat.search({ q: 'hi' })).resolves.toEqualTypeOf<Page<Message<MyTypes>>>();
  });

  it('takes custom data of that type alone', () => {
    expectTypeOf(channel.sendMessage).parameter(0).toEqualTypeOf<NewMessage<MyTypes>>();
    void channel.sendMessage({ text: 'hi' });
    void channel.sendMessage({ text: 'hi', custom: { mood: 'good' } });
    void channel.editMessage('id', { custom: { mood: 'bad' } });
    void channel.composer().send({ custom: { mood: 'bad' } });
    // @ts-expect-error there is no such mood
    void channel.sendMessage({ text: 'hi', custom: { mood: 'so so' } });
    // @ts-expect-error there is no such mood
    void channel.editMessage('id', { custom: { mood: 'so so' } });
    expectTypeOf(pulse.chat.create).parameter(0).toEqualTypeOf<NewChannel<MyTypes>>();
    void pulse.chat.create({
      type: 'team',
      members: ['bob', { userId: 'eve', role: 'moderator' }],
      custom: { topic: 'a' },
    });
    void channel.update({ custom: { topic: 'b' } });
    // @ts-expect-error the topic is missing
    void pulse.chat.create({ type: 'team', custom: {} });
    // @ts-expect-error custom is missing, and the topic with it
    void pulse.chat.create({ type: 'team' });
    // @ts-expect-error there is no such role
    void pulse.chat.create({ type: 'team', members: [{ userId: 'eve', role: 'king' }], custom: { topic: 'a' } });
  });

  it('types the state', () => {
    expectTypeOf(channel.state.getSnapshot()).toEqualTypeOf<ChannelState<MyTypes>>();
    const { messages, channel: view } = channel.state.getSnapshot();
    expectTypeOf(messages).toEqualTypeOf<readonly MessageRow<MyTypes>[]>();
    expectTypeOf(messages[0]?.custom.mood).toEqualTypeOf<'good' | 'bad' | undefined>();
    expectTypeOf(view?.custom.topic).toEqualTypeOf<string | undefined>();
    expectTypeOf(view?.lastMessage?.custom.mood).toEqualTypeOf<'good' | 'bad' | undefined>();
    expectTypeOf(messages[0]?.status).toEqualTypeOf<'pending' | 'unconfirmed' | 'failed' | 'sent' | undefined>();
    // @ts-expect-error the rows cannot be written
    messages[0] = messages[1];
  });

  it('types the events', () => {
    channel.on('message.new', (message) => expectTypeOf(message).toEqualTypeOf<Message<MyTypes>>());
    channel.on('message.deleted', (message, hard) => {
      expectTypeOf(message.id).toEqualTypeOf<string>();
      expectTypeOf(hard).toEqualTypeOf<boolean>();
    });
    channel.on('typing', (userIds) => expectTypeOf(userIds).toEqualTypeOf<readonly string[]>());
    channel.on('channel.updated', (next) => expectTypeOf(next?.custom.topic).toEqualTypeOf<string | undefined>());
    expectTypeOf<keyof ChannelEvents>().toEqualTypeOf<
      | 'message.new'
      | 'message.updated'
      | 'message.deleted'
      | 'reaction.added'
      | 'reaction.removed'
      | 'reaction.sent'
      | 'read'
      | 'channel.updated'
      | 'member.added'
      | 'member.updated'
      | 'member.removed'
      | 'user.banned'
      | 'user.unbanned'
      | 'user.muted'
      | 'user.unmuted'
      | 'typing'
      | 'resync'
    >();
    // @ts-expect-error there is no event of this name
    channel.on('message', () => {});
    // @ts-expect-error the argument is a message
    channel.on('message.new', (id: string) => id);
  });
});

describe('helpers of an app', () => {
  it('may be for its types, for any, or generic', () => {
    const textOf = (message: Message<PulseTypes>) => message.text;
    const channelOf = <Types extends CheckedTypes<Types>>(of: PulseClient<Types>) => of.chat.channel('team');
    expectTypeOf(channel.state.getSnapshot().messages.map(textOf)).items.toEqualTypeOf<string>();
    expectTypeOf(channelOf(pulse)).toEqualTypeOf<ChatChannel<MyTypes>>();
    expectTypeOf((of: PulseClient<PulseTypes>) => of.chat.channel('team').id).toBeCallableWith(pulse);
  });

  it('for other types do not', () => {
    expectTypeOf<Message<MyTypes>>().not.toExtend<Message<{ message: { mood: number } }>>();
    expectTypeOf<ChatChannel<MyTypes>>().not.toExtend<ChatChannel<{ message: { mood: number } }>>();
  });
});
