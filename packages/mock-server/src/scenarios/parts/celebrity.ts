import type { Lane, Part } from '../scenario.js';
import { chunk } from './chunk.js';
import { feed } from './feed.js';

export interface CelebrityOptions {
  /** The identity; `celebrity` by default. */
  id?: string;
  /** 3 by default. Each one is copied to the timeline of every follower. */
  posts?: number;
}

const DIGITS = 5;
/** Fans of one lane, so that progress is seen. */
const FANS = 500;

/** `user:celebrity`, whom so many timelines follow: `timeline:fan-00001` and on. */
export function celebrity(followers: number, { id = 'celebrity', posts = 3 }: CelebrityOptions = {}): Part {
  const target = `user:${id}` as const;
  const fans = Array.from({ length: followers }, (_, at) => `timeline:fan-${String(at + 1).padStart(DIGITS, '0')}`);
  return {
    async plan(context) {
      const written = await feed(target).posts(posts).plan(context);
      const following = chunk(fans, FANS).map(
        (some): Lane => ({
          stage: 'follow',
          calls: some.length,
          run: (seeder) => seeder.addFollowers(target, some),
        }),
      );
      return [...written, ...following];
    },
  };
}
