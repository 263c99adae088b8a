import type { NewActivity } from '@pulse-io/protocol';
import { personOf } from '../people/people.js';
import type { SeedContext } from '../scenario.js';
import type { Post } from '../texts/post.js';
import { attachLink, attachPicture } from './attach.js';

interface Wanted {
  count: number;
  languages?: readonly string[];
}

/** So many posts for a feed: none twice in a scenario, as long as there are others. */
export async function writePosts(
  feedId: string,
  { count, languages }: Wanted,
  context: SeedContext,
): Promise<Partial<NewActivity>[]> {
  const { POSTS } = await import('../texts/posts.js');
  const own = personOf(feedId.slice(feedId.indexOf(':') + 1)).languages ?? [];
  const spoken = languages ?? ['en', ...own];
  const fitting = POSTS.filter(({ language }) => spoken.includes(language));
  if (fitting.length === 0) throw new Error(`There are no posts in ${spoken.join(', ')} for ${feedId}.`);
  const isOwn = ({ language }: Post) => language !== 'en';
  const random = context.random(`posts ${feedId}`);
  const chosen: Post[] = [];
  while (chosen.length < count) {
    // In their own language first: of those texts there are few, and nobody else takes them.
    const shuffled = random.shuffle(fitting);
    const round = [...shuffled.filter((post) => isOwn(post)), ...shuffled.filter((post) => !isOwn(post))];
    const fresh: Post[] = [];
    for (const post of round) if (chosen.length + fresh.length < count && context.claim(post)) fresh.push(post);
    chosen.push(...fresh, ...round.filter((post) => !fresh.includes(post)));
  }
  return random.shuffle(chosen.slice(0, count)).map((post) => toActivity(post, context));
}

function toActivity({ text, tags = [], picture, link }: Post, context: SeedContext): Partial<NewActivity> {
  const attachments = [
    ...(picture ? [attachPicture(context, ...picture)] : []),
    ...(link ? [attachLink(...link)] : []),
  ];
  return { text, tags: [...tags], ...(attachments.length > 0 ? { attachments } : {}) };
}
