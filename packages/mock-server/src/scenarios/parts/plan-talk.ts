import type { NewChatChannel } from '@pulse-io/protocol';
import type { Person } from '../people/people.js';
import type { Lane, SeedContext } from '../scenario.js';
import type { Seeder } from '../seeder.js';
import { chunk } from './chunk.js';
import type { TalkMessage } from './talk-message.js';
import type { TalkSpec } from './talk-spec.js';
import { writeTalk } from './write-talk.js';

/** Members that one call may name. */
const MEMBERS_A_CALL = 100;

/** One lane: a channel's messages get their order from the order of the calls. */
export async function planTalk(spec: TalkSpec, context: SeedContext): Promise<Lane[]> {
  const people = [
    ...new Map((spec.members.length > 0 ? spec.members : context.cast).map((one) => [one.id, one])).values(),
  ];
  // A livestream is written in by whoever comes; those named run it.
  const isOpen = spec.channel.type === 'livestream';
  const speakers = isOpen ? [...new Map([...people, ...context.cast].map((one) => [one.id, one])).values()] : people;
  const members = isOpen ? spec.members : people;
  const messages = await writeTalk(spec, speakers, context);
  const random = context.random(`pins ${spec.key}`);
  const pinned = random.shuffle(messages.filter(({ deleted }) => !deleted)).slice(0, spec.pins);
  const reads = planReads(spec, members, messages);
  const rest = chunk(members.slice(MEMBERS_A_CALL - 1), MEMBERS_A_CALL);
  const calls = [1 + rest.length, sum(messages.map(callsOf)), pinned.length, reads.length, Number(spec.frozen)];
  return [
    {
      stage: 'write',
      calls: sum(calls) + 2 * spec.restrictions.length,
      async run(seeder) {
        const standing = await seeder.createChannel(toChannel(spec, members));
        if (!standing) return;
        const { id: channelId } = standing;
        for (const some of rest)
          await seeder.addMembers(
            channelId,
            some.map(({ id }) => id),
          );
        for (const message of messages) await send(seeder, channelId, message);
        for (const { id, userId } of pinned) await seeder.pinMessage(channelId, id, userId);
        for (const read of reads) await seeder.markRead(channelId, read);
        for (const restriction of spec.restrictions) await seeder.restrict(channelId, restriction);
        if (spec.frozen && !standing.frozen) await seeder.updateChannel(channelId, { frozen: true });
      },
    },
  ];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const callsOf = ({ reactions, thread, deleted }: TalkMessage): number =>
  1 + reactions.length + Number(deleted) + sum(thread.map(callsOf));

/** The channel with its first members: the very first one makes it. */
function toChannel({ channel, moderators }: TalkSpec, members: readonly Person[]): NewChatChannel {
  const [owner, ...others] = members.slice(0, MEMBERS_A_CALL);
  const named = others.map(({ id: userId }) => ({
    userId,
    ...(moderators.includes(userId) ? { role: 'moderator' as const } : {}),
  }));
  return {
    ...channel,
    ...(owner ? { userId: owner.id } : {}),
    ...(named.length > 0 ? { members: named } : {}),
  };
}

async function send(seeder: Seeder, channelId: string, message: TalkMessage): Promise<void> {
  const { reactions, thread, deleted, ...content } = message;
  // Changed since: what was done to it then is not done again.
  if (!(await seeder.sendMessage(channelId, content))) return;
  for (const reply of thread) await send(seeder, channelId, reply);
  for (const reaction of reactions) await seeder.react(channelId, message.id, reaction);
  if (deleted) await seeder.deleteMessage(channelId, message.id, message.userId);
}

/** How far each member has read. */
function planReads({ unread }: TalkSpec, members: readonly Person[], messages: readonly TalkMessage[]) {
  return members.flatMap(({ id: userId }) => {
    let left = unread.get(userId) ?? 0;
    let at = messages.length;
    while (at > 0 && left > 0) {
      const message = messages[--at];
      if (message && message.userId !== userId && !message.deleted) left--;
    }
    // Nobody can have read up to a message that goes: the one before it says the same.
    const last = messages.slice(0, at).findLast(({ deleted }) => !deleted);
    return last ? [{ userId, messageId: last.id }] : [];
  });
}
