import { nearestName } from './nearest-name.js';
import type { Scenario } from './scenario.js';

/** A scenario whose parts are loaded when it is seeded, so that a start carries none of its texts. */
const ready = <Name extends string>(name: Name, description: string, parts: Scenario['parts']) => ({
  ...{ name, description, parts },
});

/** The scenarios that come with the package. */
export const SCENARIOS = [
  ready(
    'quickstart',
    'Maya and Leo, who read Pulse and Nora, talk with Nora, and do not follow each other yet.',
    async () => (await import('./ready/quickstart.js')).QUICKSTART,
  ),
  ready('empty', 'Nothing at all.', () => []),
  ready(
    'team',
    'Eight people in five channels and four dms, with threads, reactions, pins and unread messages.',
    async () => (await import('./ready/team.js')).TEAM,
  ),
  ready(
    'social',
    'Twenty people who follow each other and post in a few languages, with pictures and links.',
    async () => (await import('./ready/social.js')).SOCIAL,
  ),
  ready(
    'celebrity',
    'user:celebrity with 10,000 followers, whom Maya follows too.',
    async () => (await import('./ready/celebrity.js')).CELEBRITY,
  ),
  ready(
    'busy',
    'Twenty people at work and at leisure: channels, dms, a livestream, feeds, and a celebrity.',
    async () => (await import('./ready/busy.js')).BUSY,
  ),
  ready(
    'edge-cases',
    'What breaks layouts and apps: RTL, emoji, long texts and names, deleted messages, broken pictures, bans, slow mode.',
    async () => (await import('./ready/edge-cases.js')).EDGE_CASES,
  ),
] as const satisfies readonly Scenario[];

export type ScenarioName = (typeof SCENARIOS)[number]['name'];

/** Seed data: the name of a scenario that comes with the package, or one of your own. */
export type ScenarioInput = ScenarioName | (string & {}) | Scenario;

/** The scenario of a name; one of your own is answered as it is. Throws an error that lists the known ones. */
export function findScenario(input: ScenarioInput): Scenario {
  if (typeof input !== 'string') return input;
  const known = SCENARIOS.find(({ name }) => name === input);
  if (known) return known;
  const names = SCENARIOS.map(({ name }) => name);
  const nearest = nearestName(input, names);
  const hint = nearest === null ? '' : ` Did you mean ${nearest}?`;
  throw new Error(`There is no scenario ${input}.${hint} Known are: ${names.join(', ')}.`);
}
