import type { Post } from './post.js';
import { LONG_POSTS } from './posts/long.js';
import { POSTS_OF_LANGUAGES } from './posts/of-languages.js';
import { POSTS_OF_LIFE } from './posts/of-life.js';
import { POSTS_OF_WORK } from './posts/of-work.js';

/** Everything that people post. */
export const POSTS: readonly Post[] = [...POSTS_OF_WORK, ...POSTS_OF_LIFE, ...POSTS_OF_LANGUAGES, ...LONG_POSTS];
