import { describe, expectTypeOf, it } from 'vitest';
import { channel, dm, feed, follows, type PersonId, person, scenario, type Topic, users } from '../scenarios.js';

describe('builders', () => {
  it('know the people, topics and options', () => {
    expectTypeOf<'maya'>().toExtend<PersonId>();
    expectTypeOf<'lunch'>().toExtend<Topic>();
    expectTypeOf(channel).parameter(1).not.toExtend<{ colour: string }>();
    // @ts-expect-error nobody is called so
    channel('a').members('maja');
    // @ts-expect-error there is no such option
    channel('a', { colour: 'red' });
    // @ts-expect-error nobody talks about it
    channel('a').messages(1, { topics: ['gardens'] });
    // @ts-expect-error a dm has two people
    dm('maya');
    // @ts-expect-error a dm's members never change
    dm('maya', 'leo').members('nora');
    // @ts-expect-error a feed has a group
    feed('maya');
    // @ts-expect-error nobody is called so
    follows('maya', ['lea']);
    scenario('own', 'With a person of its own', [
      users('maya', person('zoe')),
      channel('a').members(person('zoe'), users(3)),
    ]);
  });
});
