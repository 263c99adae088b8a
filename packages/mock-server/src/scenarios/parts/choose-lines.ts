import type { Random } from '../random.js';
import type { Line } from '../texts/parse-talk.js';
import { parseTalk } from '../texts/parse-talk.js';
import { type Topic, topicsFor } from '../texts/topics.js';

/** A line with the conversation that it is of. */
export interface ChosenLine extends Line {
  /** Counts conversations: people have other roles in another one. */
  readonly conversation: number;
}

interface Wanted {
  count: number;
  topics: readonly Topic[];
  threads: number;
  /** How many people there are to speak. */
  speakers: number;
}

/** Whole conversations in a random order, of which the last so many lines are taken: so the end is an end. */
export async function chooseLines({ count, topics, threads, speakers }: Wanted, random: Random): Promise<ChosenLine[]> {
  const all = (await topicsFor(topics)).map(parseTalk);
  // Two people hold no conversation of four, if there are others.
  const held = all.filter((lines) => lines.every((line) => line.speaker < speakers));
  const fitting = held.length > 0 ? held : all;
  const chosen: ChosenLine[] = [];
  for (let conversation = 0; chosen.length < count; ) {
    for (const lines of random.shuffle(fitting)) {
      if (chosen.length < count) chosen.unshift(...lines.map((line) => ({ ...line, conversation })));
      conversation++;
    }
  }
  return keepThreads(chosen.slice(-count), threads, random);
}

/** So many threads: those that were written, and more that fit anywhere if need be. */
async function keepThreads(lines: ChosenLine[], wanted: number, random: Random): Promise<ChosenLine[]> {
  const written = random.shuffle(lines.filter(({ thread }) => thread.length > 0)).slice(0, wanted);
  const kept = new Map<ChosenLine, readonly Line[]>(written.map((line) => [line, line.thread]));
  if (kept.size < wanted) {
    const { THREADS } = await import('../texts/threads.js');
    const bare = random.shuffle(lines.filter((line) => line.thread.length === 0)).slice(0, wanted - kept.size);
    for (const line of bare) kept.set(line, parseTalk(random.pick(THREADS)));
  }
  return lines.map((line) => ({ ...line, thread: kept.get(line) ?? [] }));
}
