const LOADERS = {
  launch: async () => (await import('./talk/launch.js')).LAUNCH,
  design: async () => (await import('./talk/design.js')).DESIGN,
  'on-call': async () => (await import('./talk/on-call.js')).ON_CALL,
  lunch: async () => (await import('./talk/lunch.js')).LUNCH,
  football: async () => (await import('./talk/football.js')).FOOTBALL,
  travel: async () => (await import('./talk/travel.js')).TRAVEL,
  languages: async () => (await import('./talk/languages.js')).LANGUAGES,
  livestream: async () => (await import('./talk/livestream.js')).LIVESTREAM,
} satisfies Record<string, () => Promise<readonly string[]>>;

/** What people talk about. */
export type Topic = keyof typeof LOADERS;

/** What they talk about in a channel that says nothing of it. */
export const TOPICS: readonly Topic[] = ['launch', 'design', 'on-call', 'lunch', 'football', 'travel', 'languages'];

/** The conversations about some topics. Throws for a topic that is none. */
export async function topicsFor(topics: readonly Topic[]): Promise<string[]> {
  const unknown = topics.find((topic) => !Object.hasOwn(LOADERS, topic));
  if (unknown !== undefined) {
    throw new Error(`Nobody talks about ${unknown}. Topics are: ${Object.keys(LOADERS).join(', ')}.`);
  }
  return (await Promise.all(topics.map((topic) => LOADERS[topic]()))).flat();
}
