import type { Activity, Page } from '@pulse-io/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENGINES, isSkipped } from '../testing/engines.js';
import { createTestBackend, type TestBackend } from '../testing/test-backend.js';

const USERS = ['ann', 'ben', 'cid'] as const;
type User = (typeof USERS)[number];

type Step =
  | { do: 'add'; user: User }
  | { do: 'remove'; user: User; nth: number }
  | { do: 'follow' | 'unfollow'; user: User; target: User };

const user = fc.constantFrom(...USERS);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('add' as const), user }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), user, nth: fc.nat(5) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('follow' as const, 'unfollow' as const), user, target: user }),
  },
);

/** What timelines must hold: by definition, all that stands in the feeds that are followed now. */
class Model {
  readonly posts: Record<User, string[]> = { ann: [], ben: [], cid: [] };
  readonly follows = new Set<string>();

  timeline(reader: User): string[] {
    return USERS.filter((name) => this.follows.has(`${reader}>${name}`))
      .flatMap((name) => this.posts[name])
      .sort();
  }
}

async function run(t: TestBackend, model: Model, action: Step): Promise<void> {
  const feed = `/v1/feeds/user:${action.user}`;
  if (action.do === 'add') {
    const body = { actor: action.user, verb: 'post', object: 'note' };
    const added = await t.a.server<Activity>('POST', `${feed}/activities`, { body });
    model.posts[action.user].push(added.body.id);
  } else if (action.do === 'remove') {
    const [id] = model.posts[action.user].splice(action.nth, 1);
    if (id !== undefined) await t.a.server('DELETE', `${feed}/activities/${id}`);
  } else {
    const body = { target: action.target };
    const verb = action.do;
    await t.a.server(verb === 'follow' ? 'POST' : 'DELETE', `/v1/feeds/${action.user}/${verb}`, { body });
    const name = `${action.user}>${action.target}`;
    if (verb === 'follow') model.follows.add(name);
    else model.follows.delete(name);
  }
}

async function timeline(t: TestBackend, reader: User): Promise<string[]> {
  const { body } = await t.a.server<Page<Activity>>('GET', `/v1/feeds/timeline:${reader}?limit=100`);
  return body.data.map(({ id }) => id);
}

describe.each(ENGINES)('timelines on %s', (engine) => {
  it.skipIf(isSkipped(engine))(
    'hold what stands in the followed feeds, newest first, after any steps, in turn or at once',
    async () => {
      const t = await createTestBackend(engine);
      try {
        await fc.assert(
          fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.boolean(), async (steps, atOnce) => {
            await clear(t);
            const model = new Model();
            // Steps of one user stay in order; those of different users may overlap.
            if (atOnce) {
              await Promise.all(
                USERS.map(async (name) => {
                  for (const action of steps) if (action.user === name) await run(t, model, action);
                }),
              );
            } else for (const action of steps) await run(t, model, action);
            await t.backend.idle();
            for (const reader of USERS) {
              const ids = await timeline(t, reader);
              expect(ids.toSorted()).toEqual(model.timeline(reader));
            }
          }),
          { numRuns: engine === 'postgres' ? 25 : 60 },
        );
      } finally {
        await t.dispose();
      }
    },
    60_000,
  );
});

async function clear({ storage }: TestBackend): Promise<void> {
  await storage.transaction(async (tx) => {
    for (const table of ['feedItem', 'activity', 'follow', 'fanoutJob'] as const) await tx.deleteFrom(table).execute();
  });
}
