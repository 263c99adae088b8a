import type { Person } from '../people.js';
import { Logo } from './logo.js';

/** A person's first letter on a colour of its own; decoration beside the name. */
export const Avatar = ({ person, size = 'medium' }: { person: Person; size?: 'small' | 'medium' | 'large' }) => (
  <span className="avatar" data-size={size} data-person={person.id} aria-hidden="true">
    {person.id === 'pulse' ? <Logo /> : person.name.charAt(0).toUpperCase()}
  </span>
);
