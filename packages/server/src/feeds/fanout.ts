import { feedChannel } from '@pulse-io/protocol';
import { every } from '../clock.js';
import { commit, type WriteTx } from '../commit.js';
import type { Services } from '../services.js';
import type { FanoutJobTable } from '../storage/schema.js';
import { lockActivity } from './activity-store.js';
import { moveFanoutJob, nextProject, takeFanoutJob } from './fanout-store.js';
import { deleteItems, insertFeedItems, listFeedsWith } from './feed-item-store.js';
import { lockFollowers } from './follow-store.js';

/** Feeds that one transaction fills: long enough to be cheap a feed, short enough that other writes do not wait. */
const CHUNK = 500;
/** Jobs that one transaction ends. */
const JOBS = 100;
/** Jobs of a process that died are taken up within this time. */
const POLL_MS = 5_000;

/** Carries activities to the feeds that follow, off the request; its work outlives a crash. */
export interface Fanout {
  /** Called after a commit that left a job. */
  wake(): void;
  /** Resolves when nothing runs: no job is left, or one failed and waits for the next poll. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

type FanoutServices = Pick<Services, 'storage' | 'bus' | 'clock' | 'nextId' | 'epoch' | 'logger'>;

export function createFanout(services: FanoutServices): Fanout {
  let running: Promise<void> | null = null;
  let again = false;
  let closed = false;

  async function run(): Promise<void> {
    try {
      do {
        again = false;
        await runRounds();
      } while (again && !closed);
    } catch (error) {
      // The jobs stand in the database: the next poll takes them up.
      services.logger.error('fan-out stopped', { error: String(error) });
    } finally {
      running = null;
    }
  }

  /** A chunk for each project in turn, so that nobody waits for another's crowd, until a whole round finds nothing. */
  async function runRounds(): Promise<void> {
    const failed = new Set<string>();
    for (let progress = true; progress && !closed; ) {
      progress = false;
      let project = await nextProject(services.storage.db, '');
      for (; project !== null && !closed; project = await nextProject(services.storage.db, project)) {
        if (failed.has(project)) continue;
        try {
          progress = (await runChunk(services, project)) || progress;
        } catch (error) {
          failed.add(project);
          services.logger.error('a fan-out failed', { project, error: String(error) });
        }
      }
    }
  }

  const fanout: Fanout = {
    wake() {
      again = true;
      if (!closed) running ??= run();
    },
    async idle() {
      while (running) await running;
    },
    async close() {
      closed = true;
      stop();
      await fanout.idle();
    },
  };
  const stop = every(services.clock, POLL_MS, fanout.wake);
  return fanout;
}

/**
 * Does a chunk of a project's oldest jobs, with its note of how far it came, in one transaction: a long job's next
 * feeds, or several short jobs. Answers false when there is no job, or other processes have them all.
 */
function runChunk(services: FanoutServices, projectId: string): Promise<boolean> {
  const { storage } = services;
  return commit(services, projectId, async (tx) => {
    let room = CHUNK;
    for (let jobs = 0; room > 0 && jobs < JOBS; jobs++) {
      const job = await takeFanoutJob(tx.db, storage.engine, projectId);
      if (!job) return jobs > 0;
      const feeds = job.kind === 'add' ? await addChunk(tx, services, job, room) : await removeChunk(tx, job, room);
      await moveFanoutJob(tx.db, job.id, feeds.length < room ? null : (feeds.at(-1) ?? null));
      room -= feeds.length;
    }
    return true;
  });
}

async function addChunk(
  { db, emit }: WriteTx,
  { storage }: FanoutServices,
  job: FanoutJobTable,
  limit: number,
): Promise<string[]> {
  const { projectId, activityId, origin } = job;
  const activity = await lockActivity(db, storage.engine, projectId, activityId);
  if (!activity) return [];
  const followers = await lockFollowers(db, storage.engine, {
    projectId,
    target: origin,
    after: job.cursor,
    limit,
  });
  const time = Date.parse(activity.time);
  const gained = await insertFeedItems(
    db,
    followers.map((feed) => ({ projectId, feed, activityId, time, origin })),
  );
  for (const feed of gained) emit({ ch: feedChannel(feed), type: 'feed.activity.added', data: { feed, activity } });
  return followers;
}

async function removeChunk({ db, emit }: WriteTx, job: FanoutJobTable, limit: number): Promise<string[]> {
  const { projectId, activityId } = job;
  const feeds = await listFeedsWith(db, { projectId, activityId, after: job.cursor, limit });
  await deleteItems(db, projectId, activityId, feeds);
  for (const feed of feeds) emit({ ch: feedChannel(feed), type: 'feed.activity.removed', data: { feed, activityId } });
  return feeds;
}
