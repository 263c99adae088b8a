import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, isSkipped } from '../testing/engines.js';
import { type Call, createTestBackend, type TestBackend } from '../testing/test-backend.js';

/** Who calls: three that are in the channel, one that is not, one that is banned, two of the project, and a server. */
const CALLERS = ['owner', 'moderator', 'member', 'outsider', 'banned', 'overseer', 'admin', 'server'] as const;
type Who = (typeof CALLERS)[number];

/** The call of a verb by somebody. */
type Verb = (who: Who) => [method: string, suffix: string, body?: Record<string, unknown>];

const self = (who: Who) => (who === 'server' ? { userId: 'member' } : {});
const VERBS = {
  getChannel: () => ['GET', ''],
  updateChannel: () => ['PATCH', '', { name: 'New' }],
  removeChannel: () => ['DELETE', ''],
  listMembers: () => ['GET', '/members'],
  addMember: () => ['POST', '/members', { members: [{ userId: 'new' }] }],
  addModerator: () => ['POST', '/members', { members: [{ userId: 'new', role: 'moderator' }] }],
  addOwner: () => ['POST', '/members', { members: [{ userId: 'new', role: 'owner' }] }],
  join: (who) => ['POST', '/members', { members: [{ userId: who }] }],
  leave: (who) => ['DELETE', `/members/${who}`],
  removeMember: () => ['DELETE', '/members/victim'],
  removeModerator: () => ['DELETE', '/members/second'],
  removeOwner: () => ['DELETE', '/members/founder'],
  promote: () => ['PATCH', '/members/victim', { role: 'moderator' }],
  demoteOwner: () => ['PATCH', '/members/founder', { role: 'member' }],
  listRestrictions: () => ['GET', '/restrictions'],
  banMember: () => ['POST', '/bans', { userId: 'victim' }],
  banStranger: () => ['POST', '/bans', { userId: 'nobody', shadow: true }],
  banModerator: () => ['POST', '/bans', { userId: 'second' }],
  banOwner: () => ['POST', '/bans', { userId: 'founder' }],
  unban: () => ['DELETE', '/bans/banned'],
  muteMember: () => ['POST', '/mutes', { userId: 'victim', ttlSeconds: 60 }],
  muteModerator: () => ['POST', '/mutes', { userId: 'second', ttlSeconds: 60 }],
  unmute: () => ['DELETE', '/mutes/victim'],
  saveDraft: (who) => ['POST', '/draft', { text: 'Well', ...self(who) }],
  removeDraft: (who) => ['DELETE', `/draft${who === 'server' ? '?userId=member' : ''}`],
} satisfies Record<string, Verb>;

type Outcome = 'ok' | 'forbidden' | 'not_found' | 'banned' | '-';

/** What becomes of each verb, in the order of CALLERS; `-` where the question makes no sense. */
const TABLES: Record<string, Record<keyof typeof VERBS, string>> = {
  //                   owner      moderator  member     outsider   banned  overseer   admin      server
  team: {
    getChannel: '      ok         ok         ok         not_found  banned  ok         ok         ok',
    updateChannel: '   ok         ok         forbidden  not_found  banned  ok         ok         ok',
    removeChannel: '   ok         forbidden  forbidden  not_found  banned  forbidden  ok         ok',
    listMembers: '     ok         ok         ok         not_found  banned  ok         ok         ok',
    addMember: '       ok         ok         forbidden  not_found  banned  ok         ok         ok',
    addModerator: '    ok         ok         forbidden  not_found  banned  ok         ok         ok',
    addOwner: '        ok         forbidden  forbidden  not_found  banned  forbidden  ok         ok',
    join: '            ok         ok         forbidden  not_found  banned  ok         ok         -',
    leave: '           ok         ok         ok         not_found  banned  ok         ok         -',
    removeMember: '    ok         ok         forbidden  not_found  banned  ok         ok         ok',
    removeModerator: ' ok         forbidden  forbidden  not_found  banned  ok         ok         ok',
    removeOwner: '     ok         forbidden  forbidden  not_found  banned  forbidden  ok         ok',
    promote: '         ok         forbidden  forbidden  not_found  banned  forbidden  ok         ok',
    demoteOwner: '     ok         forbidden  forbidden  not_found  banned  forbidden  ok         ok',
    listRestrictions: 'ok         ok         forbidden  not_found  banned  ok         ok         ok',
    banMember: '       ok         ok         forbidden  not_found  banned  ok         ok         ok',
    banStranger: '     ok         ok         forbidden  not_found  banned  ok         ok         ok',
    banModerator: '    ok         forbidden  forbidden  not_found  banned  ok         ok         ok',
    banOwner: '        forbidden  forbidden  forbidden  not_found  banned  forbidden  forbidden  forbidden',
    unban: '           ok         ok         forbidden  not_found  banned  ok         ok         ok',
    muteMember: '      ok         ok         forbidden  not_found  banned  ok         ok         ok',
    muteModerator: '   ok         forbidden  forbidden  not_found  banned  ok         ok         ok',
    unmute: '          ok         ok         forbidden  not_found  banned  ok         ok         ok',
    saveDraft: '       ok         ok         ok         not_found  banned  ok         ok         ok',
    removeDraft: '     ok         ok         ok         not_found  banned  ok         ok         ok',
  },
};
/** What differs elsewhere. Whoever is not in a livestream sees it all the same. */
const team = TABLES.team as Record<keyof typeof VERBS, string>;
TABLES.messaging = {
  ...team,
  addMember: '         ok         ok         ok         not_found  banned  ok         ok         ok',
  join: '              ok         ok         ok         not_found  banned  ok         ok         -',
};
TABLES.livestream = {
  ...(Object.fromEntries(
    Object.entries(team).map(([verb, row]) => [verb, row.replace('not_found', 'forbidden')]),
  ) as typeof team),
  getChannel: '        ok         ok         ok         ok         banned  ok         ok         ok',
  listMembers: '       ok         ok         ok         ok         banned  ok         ok         ok',
  join: '              ok         ok         ok         ok         banned  ok         ok         -',
  leave: '             ok         ok         ok         ok         banned  ok         ok         -',
  saveDraft: '         ok         ok         ok         ok         banned  ok         ok         ok',
  removeDraft: '       ok         ok         ok         ok         banned  ok         ok         ok',
};

const CASES = Object.entries(TABLES).flatMap(([type, table]) =>
  Object.entries(table).map(([verb, row]) => ({
    ...{ type, verb: verb as keyof typeof VERBS },
    outcomes: row.trim().split(/\s+/) as Outcome[],
  })),
);

describe.each(ENGINES)('what people may do in a channel, on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let t: TestBackend;
    let calls: Record<Who, Call>;
    let opened = 0;
    beforeAll(async () => {
      t = await createTestBackend(engine);
      const roles: Partial<Record<Who, string>> = { overseer: 'moderator', admin: 'admin' };
      const users = await Promise.all(
        CALLERS.map(async (who) => [
          who,
          who === 'server' ? t.a.server : await t.a.user(who, roles[who] ? { role: roles[who] } : {}),
        ]),
      );
      calls = Object.fromEntries(users);
    });
    afterAll(() => t.dispose());

    async function open(type: string): Promise<string> {
      const id = `${type}-${++opened}`;
      const of = (role: string, ...userIds: string[]) => userIds.map((userId) => ({ userId, role }));
      await t.a.server('POST', '/v1/channels', {
        body: {
          ...{ id, type, userId: 'founder' },
          members: [
            ...of('owner', 'owner'),
            ...of('moderator', 'moderator', 'second'),
            ...of('member', 'member', 'banned', 'victim'),
          ],
        },
      });
      await t.a.server('POST', `/v1/channels/${id}/bans`, { body: { userId: 'banned' } });
      return `/v1/channels/${id}`;
    }

    test.each(CASES)('$verb in $type', async ({ type, verb, outcomes }) => {
      const became = await Promise.all(
        CALLERS.map(async (who, at) => {
          if (outcomes[at] === '-') return '-';
          const [method, suffix, body] = (VERBS[verb] as Verb)(who);
          const reply = await calls[who](method, `${await open(type)}${suffix}`, { body });
          return reply.status < 300 ? 'ok' : reply.body.code;
        }),
      );
      expect(became).toEqual(outcomes);
    });

    test('in a dm nobody adds, removes, gives roles or moderates but who oversees the project', async () => {
      const { member, overseer, outsider } = calls;
      const body = { type: 'dm', members: [{ userId: 'victim' }] };
      const { body: dm } = await member<{ id: string }>('POST', '/v1/channels', { body });
      const path = `/v1/channels/${dm.id}`;
      for (const [method, suffix, sent] of [
        ['PATCH', '', { name: 'Us' }],
        ['DELETE', '', undefined],
        ['POST', '/members', { members: [{ userId: 'new' }] }],
        ['DELETE', '/members/member', undefined],
        ['DELETE', '/members/victim', undefined],
        ['PATCH', '/members/member', { role: 'owner' }],
        ['POST', '/bans', { userId: 'victim' }],
        ['POST', '/mutes', { userId: 'victim', ttlSeconds: 9 }],
        ['GET', '/restrictions', undefined],
      ] as const) {
        expect((await member(method, `${path}${suffix}`, { body: sent })).body).toMatchObject({ code: 'forbidden' });
        expect((await outsider(method, `${path}${suffix}`, { body: sent })).body).toMatchObject({ code: 'not_found' });
      }
      expect((await overseer('POST', `${path}/mutes`, { body: { userId: 'victim', ttlSeconds: 9 } })).status).toBe(201);
      expect((await overseer('POST', `${path}/members`, { body: { members: [{ userId: 'x' }] } })).status).toBe(403);
    });

    test('only a server acts for others, and it is not held back by their bans', async () => {
      const path = await open('messaging');
      const draft = { text: 'Well', userId: 'banned' };
      expect((await calls.member('POST', `${path}/draft`, { body: draft })).body).toMatchObject({
        status: 403,
        code: 'forbidden_user',
      });
      expect((await calls.member('GET', `${path}?userId=owner`)).body).toMatchObject({ code: 'forbidden_user' });
      expect((await calls.admin('GET', '/v1/channels?userId=owner')).body).toMatchObject({ code: 'forbidden_user' });
      expect((await calls.server('POST', `${path}/draft`, { body: draft })).status).toBe(200);
      expect((await calls.server('GET', `${path}?userId=banned`)).body).toMatchObject({ draft: { text: 'Well' } });
    });
  });
});
