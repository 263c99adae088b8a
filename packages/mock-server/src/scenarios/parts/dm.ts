import { personOf, type Who } from '../people/people.js';
import { TalkPart } from './talk-part.js';
import { emptyTalk } from './talk-spec.js';

/** What two to ten people say to each other; its id follows from its members. */
export function dm(...who: [Who, Who, ...Who[]]): TalkPart {
  const members = who.map(personOf);
  const key = `dm ${members.map(({ id }) => id).sort()}`;
  return new TalkPart({ ...emptyTalk(key, { type: 'dm' }), members });
}
