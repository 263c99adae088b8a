import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isScenarioFile, loadScenarioFile } from './load-scenario-file.js';
import { createReader, openBackend, plant } from './scenarios/seeded.test-kit.js';

const ID = '01jd000000000000000000000a';

describe('a scenario in a file', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pulse-scenario-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: unknown): string => {
    const file = join(folder, name);
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };

  it('is told from a name by its ending', () => {
    expect(['a.json', './b.mjs', 'c.js', '/d.ts', 'e.mts'].map(isScenarioFile)).not.toContain(false);
    expect(['busy', 'edge-cases', 'a.yaml', ''].map(isScenarioFile)).not.toContain(true);
  });

  it('is plain data, and changes nothing when it is seeded again', async () => {
    const file = write('shop.json', {
      users: [{ id: 'zoe', name: 'Zoë', title: 'Baker' }],
      channels: [
        { id: 'orders', type: 'team', name: 'Orders', userId: 'zoe', members: [{ userId: 'maya' }] },
        { id: 'the two', type: 'dm', members: [{ userId: 'zoe' }, { userId: 'maya' }] },
      ],
      follows: [{ source: 'timeline:maya', target: 'user:zoe' }],
      activities: [{ feed: 'user:zoe', actor: 'user:zoe', verb: 'post', object: 'bread:1', text: 'Warm bread!' }],
      messages: [
        { id: ID, channelId: 'orders', userId: 'maya', text: 'Two loaves, please.' },
        { channelId: 'orders', userId: 'zoe', text: 'At nine.', parentId: ID },
        { channelId: 'the two', userId: 'zoe', text: 'One more is on the house.' },
      ],
    });
    const scenario = await loadScenarioFile(file);
    expect(scenario.name).toBe('shop');
    const backend = await openBackend();
    const reader = createReader(backend);
    await plant(backend, scenario);
    const before = await reader.everything(['maya', 'zoe']);
    expect((await reader.messages('orders')).map(({ text, threadCount }) => [text, threadCount])).toEqual([
      ['Two loaves, please.', 1],
    ]);
    expect((await reader.channels('zoe')).map(({ lastMessage }) => lastMessage?.text)).toContain(
      'One more is on the house.',
    );
    expect((await reader.activities('timeline:maya')).map(({ text }) => text)).toEqual(['Warm bread!', 'Zoë joined.']);
    await plant(backend, scenario);
    expect(await reader.everything(['maya', 'zoe'])).toEqual(before);
    await backend.close();
  });

  it.each<[string, unknown, string[]]>([
    ['what is no object', [], ['must be an object with lists']],
    [
      'lists that nobody knows',
      { chanels: [], name: 3 },
      ['chanels is not known; there are name', 'name must be a text'],
    ],
    ['what is no list', { users: {} }, ['users must be a list']],
    ['items that are none', { messages: [3, null] }, ['messages[0] must be an object', 'messages[1] must be']],
    [
      'users without an identity',
      { users: [{ id: 'a b' }, { id: 'a', age: 3 }] },
      ['users[0].id must', 'users[1].age is'],
    ],
    [
      'bodies that the API refuses',
      { channels: [{ id: 'a', type: 'none', colour: 1, members: [{ userId: '' }] }] },
      ['channels[0].type is wrong', 'channels[0].members[0].userId is wrong', 'channels[0] is wrong'],
    ],
    [
      'feeds that are none',
      { follows: [{ source: 'maya', target: 'user:leo' }] },
      ['follows[0].source must be group:id'],
    ],
    ['activities that say nothing', { activities: [{ feed: 'user:a' }] }, ['activities[0].verb is wrong']],
    [
      'messages of nobody, nowhere',
      { messages: [{ channelId: 'x', text: '' }] },
      ['messages[0].userId', 'is x, and no'],
    ],
    [
      'answers to what comes later',
      {
        channels: [{ id: 'a', type: 'team' }],
        messages: [{ channelId: 'a', userId: 'b', text: 'Hi', replyTo: ID }],
      },
      ['messages[0].replyTo must be the id of a message before it'],
    ],
    ['ids that stand twice', { users: [{ id: 'a' }, { id: 'a' }] }, ['users[1].id is that of users[0] too']],
    [
      'keys of prototypes',
      '{"__proto__": {"users": 1}, "users": [{"id": "a", "__proto__": 1}]}',
      ['__proto__ is not known'],
    ],
  ])('is refused with every place that is wrong: %s', async (_, content, problems) => {
    const file = write('bad.json', content);
    const error = await loadScenarioFile(file).catch((reason: Error) => reason);
    expect(error).toBeInstanceOf(Error);
    for (const problem of [`${file} cannot be seeded`, ...problems]) expect(String(error)).toContain(problem);
  });

  it('tells ten problems and how many more there are', async () => {
    const file = write('many.json', { users: Array.from({ length: 15 }, () => ({ id: '' })) });
    await expect(loadScenarioFile(file)).rejects.toThrow(/users\[9\].*\n {2}and \d+ more$/s);
  });

  it('is named where it is no JSON, or not there', async () => {
    await expect(loadScenarioFile(write('broken.json', '{ "users": ['))).rejects.toThrow(/broken\.json is no JSON/);
    for (const name of ['none.json', 'none.mjs']) {
      await expect(loadScenarioFile(join(folder, name))).rejects.toThrow(
        `${name} cannot be loaded: there is no such file`,
      );
    }
  });

  it('is a module’s default export', async () => {
    const file = write('own.mjs', "export default { name: 'own', description: 'Mine', parts: () => [] };");
    expect(await loadScenarioFile(file)).toMatchObject({ name: 'own', description: 'Mine' });
    await expect(loadScenarioFile(write('no.mjs', 'export const scenario = 3;'))).rejects.toThrow(
      'no.mjs has no scenario as its default export. Write: export default scenario(',
    );
    await expect(loadScenarioFile(write('throws.mjs', "throw new Error('not today')"))).rejects.toThrow(
      'throws.mjs cannot be loaded: not today',
    );
  });
});
