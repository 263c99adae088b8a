import type { Person } from '../people/people.js';
import type { Random } from '../random.js';
import type { SeedContext } from '../scenario.js';
import type { Line } from '../texts/parse-talk.js';
import { TOPICS } from '../texts/topics.js';
import { attachPicture } from './attach.js';
import { chooseLines } from './choose-lines.js';
import type { TalkMessage } from './talk-message.js';
import type { TalkSpec } from './talk-spec.js';

/** What people put under messages that say nothing of reactions. */
const KINDS = ['👍', '❤️', '😂', '🎉', '👀', '🙏', '🔥'];
/** Of the messages without reactions of their own, so many get one. */
const REACTED = 0.15;

/** The messages of a channel in their order, with what is done to them. */
export async function writeTalk(
  spec: TalkSpec,
  people: readonly Person[],
  context: SeedContext,
): Promise<TalkMessage[]> {
  const random = context.random(`talk ${spec.key}`);
  const { messages: count, threads, channel } = spec;
  const topics = spec.topics ?? (channel.type === 'livestream' ? ['livestream'] : TOPICS);
  const lines = count > 0 ? await chooseLines({ count, topics, threads, speakers: people.length }, random) : [];
  const casts = new Map<number, Person[]>();
  const castOf = (conversation: number) => {
    const cast = casts.get(conversation) ?? random.shuffle(people);
    casts.set(conversation, cast);
    return cast;
  };
  let place = 0;
  const write = (line: Line, cast: readonly Person[], parentId?: string): TalkMessage => {
    const at = ++place;
    const author = (cast[line.speaker % cast.length] as Person).id;
    const { text, mentions } = nameSpeakers(line.text, cast);
    const id = context.id(spec.key, at, `${author} ${text}`);
    return {
      ...{ id, userId: author, text, deleted: false },
      ...(mentions.length > 0 ? { mentions } : {}),
      ...(line.picture ? { attachments: [attachPicture(context, ...line.picture)] } : {}),
      ...(parentId === undefined ? {} : { parentId }),
      reactions: spec.reactions ? react(line, author, people, random) : [],
      thread: line.thread.map((inner) => write(inner, cast, id)),
    };
  };
  const written: TalkMessage[] = [];
  for (const line of lines) {
    const before = written.at(-1);
    const message = write(line, castOf(line.conversation));
    written.push(line.isReply && before ? { ...message, replyTo: before.id } : message);
  }
  const said = spec.said.map(({ userId, content, deleted }): TalkMessage => {
    const text = content.text ?? '';
    const id = context.id(spec.key, ++place, `${userId} ${text}`);
    return { id, userId, ...content, text, deleted, reactions: [], thread: [] };
  });
  return takeBack([...written, ...said], spec.deleted, random);
}

/** Puts identities for `@a` and on. */
function nameSpeakers(text: string, cast: readonly Person[]): { text: string; mentions: string[] } {
  const mentions: string[] = [];
  const named = text.replace(/@([a-f])(?!\w)/g, (_, letter: string) => {
    const { id } = cast[(letter.charCodeAt(0) - 'a'.charCodeAt(0)) % cast.length] as Person;
    mentions.push(id);
    return `@${id}`;
  });
  return { text: named, mentions: [...new Set(mentions)] };
}

function react({ reactions, thread }: Line, author: string, people: readonly Person[], random: Random) {
  const others = people.filter(({ id }) => id !== author);
  const chosen =
    reactions.length === 0 && thread.length === 0 && random.next() < REACTED
      ? [{ kind: random.pick(KINDS), count: 1 + random.below(3) }]
      : reactions;
  return chosen.flatMap(({ kind, count }) =>
    random
      .shuffle(others)
      .slice(0, count)
      .map(({ id: userId }) => ({ userId, kind })),
  );
}

/** Marks some messages that nothing hangs on as taken back. */
function takeBack(messages: readonly TalkMessage[], count: number, random: Random): TalkMessage[] {
  const answered = new Set(messages.map(({ replyTo }) => replyTo));
  const loose = messages.filter(({ id, thread, deleted }) => !deleted && thread.length === 0 && !answered.has(id));
  const chosen = new Set(random.shuffle(loose).slice(0, count));
  return messages.map((message) => (chosen.has(message) ? { ...message, deleted: true, reactions: [] } : message));
}
