import type { ReadDb } from '../storage/storage.js';
import type { Topic } from './topic.js';

/** Channels of one statement. */
const CHANNELS = 500;

/** Reads the newest offsets of many channels, a project and some hundreds at a time. */
export async function* readHeads(db: ReadDb, topics: readonly Topic[]): AsyncGenerator<{ topic: Topic; head: number }> {
  const byProject = new Map<string, Topic[]>();
  for (const topic of topics) {
    const known = byProject.get(topic.projectId);
    if (known) known.push(topic);
    else byProject.set(topic.projectId, [topic]);
  }
  for (const [projectId, inProject] of byProject) {
    for (let at = 0; at < inProject.length; at += CHANNELS) {
      const some = new Map(inProject.slice(at, at + CHANNELS).map((topic) => [topic.channel, topic]));
      const rows = await db
        .selectFrom('channel')
        .select(['channel', 'offset'])
        .where('projectId', '=', projectId)
        .where('channel', 'in', [...some.keys()])
        .execute();
      for (const { channel, offset } of rows) {
        const topic = some.get(channel);
        if (topic) yield { topic, head: offset };
      }
    }
  }
}
