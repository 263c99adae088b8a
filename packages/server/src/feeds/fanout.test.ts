import type { Activity, Page } from '@pulse-io/protocol';
import { describe, expect, it } from 'vitest';
import { ENGINES, isSkipped } from '../testing/engines.js';
import { createTestBackend, type TestBackend, type TestProject } from '../testing/test-backend.js';

const post = (actor: string, id?: string) => ({ body: { ...(id ? { id } : {}), actor, verb: 'post', object: 'note' } });

async function withFollowers(t: TestBackend, project: TestProject, target: string, count: number): Promise<void> {
  await t.storage.transaction((tx) =>
    tx
      .insertInto('follow')
      .values(
        Array.from({ length: count }, (_, n) => ({
          projectId: project.id,
          source: `timeline:fan${n}`,
          target,
          createdAt: n,
        })),
      )
      .execute(),
  );
}

describe.each(ENGINES)('fan-out on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    it('never takes out an activity that has the id of one just removed', async () => {
      const t = await createTestBackend(engine);
      await withFollowers(t, t.a, 'user:star', 1_200);
      const id = '01jd000000000000000000000a';
      for (let n = 0; n < 5; n++) await t.a.server('POST', '/v1/feeds/user:star/activities', post('star'));
      await t.a.server('POST', '/v1/feeds/user:star/activities', post('star', id));
      await t.a.server('DELETE', `/v1/feeds/user:star/activities/${id}`);
      const again = await t.a.server<Activity>('POST', '/v1/feeds/user:star/activities', post('star', id));
      await t.backend.idle();
      const ids = async (feed: string) =>
        (await t.a.server<Page<Activity>>('GET', `/v1/feeds/${feed}`)).body.data.map((activity) => activity.id);
      // Refused while the old one is being taken out, or kept for good: never acknowledged and lost.
      expect([201, 409]).toContain(again.status);
      for (const feed of ['user:star', 'timeline:fan0', 'timeline:fan1199']) {
        expect((await ids(feed)).includes(id)).toBe(again.status === 201);
      }
      await t.dispose();
    });

    // In memory a crowd is served before the next call is even read.
    it.skipIf(engine === 'memory')(
      'serves every project in turn, so that one crowd does not hold up another’s few',
      async () => {
        const t = await createTestBackend(engine);
        await withFollowers(t, t.a, 'user:star', 3_000);
        await withFollowers(t, t.b, 'user:small', 1);
        await Promise.all(
          Array.from({ length: 3 }, () => t.a.server('POST', '/v1/feeds/user:star/activities', post('star'))),
        );
        await t.b.server('POST', '/v1/feeds/user:small/activities', post('small'));
        await expect
          .poll(async () => (await t.b.server<Page<Activity>>('GET', '/v1/feeds/timeline:fan0')).body.data.length, {
            interval: 1,
          })
          .toBe(1);
        const jobs = await t.storage.db.selectFrom('fanoutJob').select('id').execute();
        expect(jobs.length, 'the crowd of the other project still waits').toBeGreaterThan(0);
        await t.backend.idle();
        await t.dispose();
      },
    );

    it('goes on with the others when the jobs of one project fail', async () => {
      const t = await createTestBackend(engine);
      for (const project of [t.a, t.b]) await withFollowers(t, project, 'user:star', 3);
      const broken = {
        id: '0',
        projectId: t.a.id,
        kind: 'add' as const,
        activityId: 'x',
        origin: 'user:star',
        cursor: '',
      };
      await t.storage.transaction(async (tx) => {
        await tx
          .insertInto('activity')
          .values({
            projectId: t.a.id,
            id: 'x',
            feed: 'user:star',
            actor: '',
            verb: '',
            object: '',
            target: null,
            foreignId: null,
            text: null,
            time: 1,
            attachments: 'not JSON',
            mentions: '[]',
            tags: '[]',
            custom: '{}',
          })
          .execute();
        await tx.insertInto('fanoutJob').values(broken).execute();
      });
      await t.b.server('POST', '/v1/feeds/user:star/activities', post('star'));
      await t.backend.idle();
      expect((await t.b.server<Page<Activity>>('GET', '/v1/feeds/timeline:fan0')).body.data).toHaveLength(1);
      await t.dispose();
    });
  });
});
