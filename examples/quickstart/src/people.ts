export interface Person {
  /** The identity: the app's own id of this user. */
  id: string;
  name: string;
}

export const MAYA: Person = { id: 'maya', name: 'Maya' };
export const LEO: Person = { id: 'leo', name: 'Leo' };

const KNOWN: readonly Person[] = [MAYA, LEO, { id: 'nora', name: 'Nora' }, { id: 'pulse', name: 'Pulse' }];

/** Who an activity or a message is by; an actor is written as `user:<identity>`. */
export function personOf(actor: string): Person {
  const id = actor.replace(/^user:/, '');
  return KNOWN.find((person) => person.id === id) ?? { id, name: id };
}
