import { describe, expectTypeOf, it } from 'vitest';
import type {
  Activity,
  ActivityRow,
  CheckedTypes,
  Feed,
  FeedEvents,
  FeedState,
  Feeds,
  JsonObject,
  NewActivity,
  Page,
  PulseError,
  PulseTypes,
} from './index.js';
import { PulseClient } from './index.js';

interface Place {
  city: string;
  parent?: Place;
}
interface Post {
  likes: number;
  place?: Place | null;
  readonly steps?: readonly [first: number, ...rest: string[]];
}
interface MyTypes {
  activity: Post;
}

const options = { apiKey: 'pulse_key_dev', identity: 'alice' };
const untyped = new PulseClient(options);
const pulse = new PulseClient<MyTypes>(options);
const feed = pulse.feeds.get('user:alice');
const post = { actor: 'user:alice', verb: 'post', object: 'Hello' };

describe('a client with no types', () => {
  const plain = untyped.feeds.get('user:alice');

  it('takes and gives any JSON object as custom data', () => {
    expectTypeOf(plain.addActivity(post)).resolves.toEqualTypeOf<Activity>();
    expectTypeOf(
      plain.addActivity({ ...post, custom: { any: ['thing', { at: null }] } }),
    ).resolves.toEqualTypeOf<Activity>();
    expectTypeOf<Activity['custom']>().toEqualTypeOf<JsonObject>();
    expectTypeOf(untyped).toEqualTypeOf<PulseClient>();
    // @ts-expect-error a function is no JSON
    void plain.addActivity({ ...post, custom: { run: () => {} } });
  });

  it('is one whose types leave the word out', () => {
    expectTypeOf<Activity<Record<never, never>>['custom']>().toEqualTypeOf<JsonObject>();
    expectTypeOf<NewActivity<Record<never, never>>['custom']>().toEqualTypeOf<JsonObject | undefined>();
    void new PulseClient<Record<never, never>>(options).feeds.get('user:alice').addActivity(post);
  });
});

describe('a client with types of the app', () => {
  it('carries them to its feeds', () => {
    expectTypeOf(pulse.feeds).toEqualTypeOf<Feeds<MyTypes>>();
    expectTypeOf(feed).toEqualTypeOf<Feed<MyTypes>>();
  });

  it('takes custom data of that type alone', () => {
    expectTypeOf(feed.addActivity).parameter(0).toEqualTypeOf<NewActivity<MyTypes>>();
    void feed.addActivity({
      ...post,
      custom: { likes: 1, place: { city: 'Rome', parent: { city: 'Italy' } }, steps: [1, 'a'] },
    });
    // @ts-expect-error likes is a number
    void feed.addActivity({ ...post, custom: { likes: '1' } });
    // @ts-expect-error there is no member of this name
    void feed.addActivity({ ...post, custom: { likes: 1, lykes: 1 } });
    // @ts-expect-error likes is missing
    void feed.addActivity({ ...post, custom: {} });
    // @ts-expect-error custom is missing, and likes with it
    void feed.addActivity(post);
    // @ts-expect-error an activity has no member of this name
    void feed.addActivity({ ...post, custom: { likes: 1 }, colour: 'red' });
  });

  it('may leave out custom data that requires nothing', () => {
    const lax = new PulseClient<{ activity: { likes?: number } }>(options).feeds.get('user:alice');
    void lax.addActivity(post);
    void lax.addActivity({ ...post, custom: {} });
    // @ts-expect-error likes is a number
    void lax.addActivity({ ...post, custom: { likes: true } });
  });

  it('takes one of several shapes', () => {
    const shapes = new PulseClient<{ activity: { kind: 'a' } | { kind: 'b'; b: Place } }>(options).feeds.get(
      'user:alice',
    );
    void shapes.addActivity({ ...post, custom: { kind: 'a' } });
    void shapes.addActivity({ ...post, custom: { kind: 'b', b: { city: 'Rome' } } });
    // @ts-expect-error b is missing
    void shapes.addActivity({ ...post, custom: { kind: 'b' } });
    // @ts-expect-error custom is missing
    void shapes.addActivity(post);
  });

  it('gives activities with that type', async () => {
    expectTypeOf(feed.addActivity({ ...post, custom: { likes: 1 } })).resolves.toEqualTypeOf<Activity<MyTypes>>();
    expectTypeOf(feed.retry('id')).resolves.toEqualTypeOf<Activity<MyTypes>>();
    expectTypeOf(feed.get()).resolves.toEqualTypeOf<Page<Activity<MyTypes>>>();
    expectTypeOf(feed.get({ limit: 5, ranking: 'chronological' })).resolves.toEqualTypeOf<Page<Activity<MyTypes>>>();
    expectTypeOf<Activity<MyTypes>['custom']>().toEqualTypeOf<Post>();
    expectTypeOf<Omit<Activity<MyTypes>, 'custom'>>().toEqualTypeOf<Omit<Activity, 'custom'>>();
    const [first] = (await feed.get()).data;
    expectTypeOf(first?.custom.place?.parent?.city).toEqualTypeOf<string | undefined>();
    // @ts-expect-error custom data has no member of this name
    first?.custom.lykes;
  });

  it('types the rows of the state', () => {
    expectTypeOf(feed.state.getSnapshot()).toEqualTypeOf<FeedState<MyTypes>>();
    const { activities } = feed.state.getSnapshot();
    expectTypeOf(activities).toEqualTypeOf<readonly ActivityRow<MyTypes>[]>();
    const rows = activities.map(({ custom, status, error }) => ({ custom, status, error }));
    expectTypeOf(rows).items.toEqualTypeOf<{
      custom: Post;
      status: 'pending' | 'unconfirmed' | 'failed' | 'sent';
      error: PulseError | undefined;
    }>();
    // @ts-expect-error likes is a number
    activities[0]?.custom.likes satisfies string | undefined;
    // @ts-expect-error the rows cannot be written
    activities[0] = activities[1];
  });

  it('types the events of a feed', () => {
    feed.on('activity.added', (activity) => expectTypeOf(activity).toEqualTypeOf<Activity<MyTypes>>());
    feed.on('activity.removed', (id) => expectTypeOf(id).toEqualTypeOf<string>());
    feed.on('follow.created', ({ source, target }) => expectTypeOf([source, target]).toEqualTypeOf<string[]>());
    feed.on('resync', (...args) => expectTypeOf(args).toEqualTypeOf<[]>());
    expectTypeOf(feed.on('resync', () => {})).toEqualTypeOf<() => void>();
    expectTypeOf<keyof FeedEvents<MyTypes>>().toEqualTypeOf<
      'activity.added' | 'activity.removed' | 'follow.created' | 'follow.removed' | 'resync'
    >();
    // @ts-expect-error there is no event of this name
    feed.on('activity.add', () => {});
    // @ts-expect-error the argument is an activity
    feed.on('activity.added', (id: string) => id);
    // @ts-expect-error the custom data is another
    feed.on('activity.added', (activity: Activity<{ activity: { likes: string } }>) => activity);
    // @ts-expect-error there is one argument
    feed.on('activity.removed', (id: string, feedId: string) => id + feedId);
    // @ts-expect-error there is no argument
    feed.on('resync', (position: number) => position);
  });
});

describe('types of the app', () => {
  const create = <Types extends CheckedTypes<Types>>() => new PulseClient<Types>(options);

  it('are JSON objects, whether interfaces or not', () => {
    create<{ activity: { a: string; b: { c: (number | null)[] }; d: readonly boolean[]; e?: 'f' | undefined } }>();
    create<{ activity: Record<string, number> }>();
    create<{ activity: { kind: 'a'; a: string } | { kind: 'b'; b: Place } }>();
    create<{ activity?: Post }>();
    expectTypeOf(create<{ activity?: Post }>().feeds.get('user:alice').get)
      .returns.resolves.toHaveProperty('data')
      .items.toHaveProperty('custom')
      .toEqualTypeOf<Post>();
    // @ts-expect-error a text is no object
    create<{ activity: string }>();
    // @ts-expect-error a list is no object
    create<{ activity: string[] }>();
    // @ts-expect-error a function is no object
    create<{ activity: () => void }>();
    // @ts-expect-error a Date comes back as a text
    create<{ activity: { at: Date } }>();
    // @ts-expect-error a Map comes back as an empty object
    create<{ activity: { seen: Map<string, number> } }>();
    // @ts-expect-error JSON has no bigint
    create<{ activity: { count: bigint } }>();
    // @ts-expect-error undefined in a list comes back as null
    create<{ activity: { list: (string | undefined)[] } }>();
    // @ts-expect-error deep inside as well
    create<{ activity: { a: { b: { at: Date }[] } } }>();
    // @ts-expect-error nobody knows whether this is JSON
    create<{ activity: { a: unknown } }>();
  });

  it('have no other word', () => {
    // @ts-expect-error a word that there is not
    create<{ activty: Post }>();
    // @ts-expect-error beside one that there is, too
    create<{ activity: Post; activties: Post }>();
  });
});

describe('helpers of an app', () => {
  const countLikes = ({ activities }: FeedState<MyTypes>) => activities.reduce((sum, row) => sum + row.custom.likes, 0);
  const textOf = (activity: Activity<PulseTypes>) => activity.text;
  const post = <Types extends PulseTypes>(to: Feed<Types>, input: NewActivity<Types>) => to.addActivity(input);
  const feedOf = <Types extends CheckedTypes<Types>>(of: PulseClient<Types>, id: string) => of.feeds.get(id);

  it('may be for its types, for any, or generic', () => {
    expectTypeOf(countLikes(feed.state.getSnapshot())).toEqualTypeOf<number>();
    expectTypeOf(feed.state.getSnapshot().activities.map(textOf)).items.toEqualTypeOf<string | undefined>();
    expectTypeOf(untyped.feeds.get('user:alice').state.getSnapshot().activities.map(textOf)).items.toEqualTypeOf<
      string | undefined
    >();
    expectTypeOf(feedOf(pulse, 'user:alice')).toEqualTypeOf<Feed<MyTypes>>();
    expectTypeOf(feedOf(untyped, 'user:alice')).toEqualTypeOf<Feed>();
    expectTypeOf(post<MyTypes>).returns.resolves.toEqualTypeOf<Activity<MyTypes>>();
  });

  it('for any types take every client', () => {
    const idOf = (of: PulseClient<PulseTypes>) => of.feeds.get('user:alice').id;
    expectTypeOf(idOf).toBeCallableWith(untyped);
    expectTypeOf(idOf).toBeCallableWith(pulse);
    expectTypeOf(idOf).toBeCallableWith(new PulseClient<{ activity: { likes: number } }>(options));
  });

  it('for other types do not', () => {
    expectTypeOf<Activity<MyTypes>>().not.toExtend<Activity<{ activity: { likes: string } }>>();
    expectTypeOf<Feed<MyTypes>>().not.toExtend<Feed<{ activity: { likes: string } }>>();
    expectTypeOf<PulseClient<MyTypes>>().not.toExtend<PulseClient<{ activity: { likes: string } }>>();
    expectTypeOf<PulseClient>().not.toExtend<PulseClient<MyTypes>>();
  });
});
