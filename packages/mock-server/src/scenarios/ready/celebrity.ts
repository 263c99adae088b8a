import { celebrity } from '../parts/celebrity.js';
import { follows } from '../parts/follows.js';
import { person } from '../people/people.js';
import type { Part } from '../scenario.js';

export const CELEBRITY: readonly Part[] = [celebrity(10_000), follows('maya', [person('celebrity')])];
