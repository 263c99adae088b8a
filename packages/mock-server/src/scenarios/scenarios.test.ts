import { afterEach, describe, expect, it } from 'vitest';
import { findScenario, SCENARIOS } from './scenarios.js';
import { createReader, openBackend, plant } from './seeded.test-kit.js';

describe('the scenarios of the package', () => {
  let close = async () => {};
  afterEach(() => close());
  const seeded = async (name: string) => {
    const backend = await openBackend();
    close = () => backend.close();
    await plant(backend, findScenario(name));
    return createReader(backend);
  };

  it('quickstart: two readers and a chat', async () => {
    const { activities, messages } = await seeded('quickstart');
    expect(await activities('timeline:leo')).toHaveLength(3);
    expect(await messages('quickstart')).toHaveLength(2);
  });

  it('empty: nothing', async () => {
    const { channels, activities } = await seeded('empty');
    expect([await channels('maya'), await activities('timeline:maya')]).toEqual([[], []]);
  });

  it('team: channels with what happens in them', async () => {
    const { channels, messages } = await seeded('team');
    const views = await channels('maya');
    expect(views).toHaveLength(7);
    expect(Object.fromEntries(views.map(({ name, unreadCount }) => [name, unreadCount]))).toMatchObject({
      General: 12,
    });
    const general = await messages('general');
    expect(general.some(({ reactions }) => reactions.length > 0)).toBe(true);
    expect(general.some(({ mentions }) => mentions.length > 0)).toBe(true);
    expect(general.some(({ attachments }) => attachments.length > 0)).toBe(true);
    expect(general.some(({ replyTo }) => replyTo !== null)).toBe(true);
  });

  it('social: full timelines of the last week, and everybody who they are', async () => {
    const { activities } = await seeded('social');
    const timeline = await activities('timeline:maya');
    expect(timeline.length).toBeGreaterThan(30);
    const posts = timeline.filter(({ verb }) => verb === 'post');
    expect(new Set(posts.map(({ text }) => text)).size).toBe(posts.length);
    expect(posts.some(({ attachments }) => attachments.length > 0)).toBe(true);
    const joined = (await activities('user:nora')).at(-1);
    expect(joined).toMatchObject({ verb: 'join', custom: { name: 'Nora Lindqvist', place: 'Malmö' } });
  });

  it('celebrity: 10,000 followers, all of whom have the posts', async () => {
    const { read, activities, followers } = await seeded('celebrity');
    expect(await followers('user:celebrity')).toHaveLength(10_001);
    const posts = await activities('user:celebrity');
    for (const timeline of ['timeline:fan-00001', 'timeline:fan-10000', 'timeline:maya']) {
      expect(await activities(timeline)).toEqual(posts);
    }
    expect(await read('/v1/feeds/timeline:fan-10001')).toEqual({ data: [], next: null });
  });

  it('busy: all of it', async () => {
    const { channels, livestreams, messages, followers } = await seeded('busy');
    expect((await channels('maya')).length).toBeGreaterThan(8);
    expect((await livestreams()).map(({ id }) => id)).toEqual(['launch-show']);
    expect(await messages('launch-show')).toHaveLength(300);
    expect(await followers('user:celebrity')).toHaveLength(501);
  });

  it('edge-cases: what apps forget', async () => {
    const { channels, messages, read, activities } = await seeded('edge-cases');
    const edge = await messages('edge');
    expect(edge.filter(({ deletedAt }) => deletedAt !== null)).toHaveLength(2);
    expect(edge.some(({ text }) => text.length === 4_000)).toBe(true);
    expect(await read('/v1/channels/frozen')).toMatchObject({ frozen: true });
    expect(await read('/v1/channels/slow')).toMatchObject({ slowModeSeconds: 60 });
    const { data } = await read<{ data: { userId: string; kind: string }[] }>('/v1/channels/moderated/restrictions');
    expect(data.map(({ userId, kind }) => `${userId} ${kind}`).sort()).toEqual([
      'kenji mute',
      'leo ban',
      'yael shadow_ban',
    ]);
    const views = await channels('maya');
    expect(views.find(({ id }) => id === 'unread')?.unreadCount).toBeGreaterThan(99);
    expect((await activities('user:maya')).at(0)?.time).toBe('2099-01-01T00:00:00.000Z');
  });

  it.each([
    ['buzy', 'Did you mean busy?'],
    ['Edgecases', 'Did you mean edge-cases?'],
    ['no-such-thing-at-all', 'There is no scenario no-such-thing-at-all. Known are: quickstart, empty,'],
  ])('%s is unknown: %s', (name, message) => {
    expect(() => findScenario(name)).toThrow(message);
    expect(() => findScenario(name)).toThrow(SCENARIOS.map((known) => known.name).join(', '));
  });
});
