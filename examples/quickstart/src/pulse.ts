import { type ChatChannel, type Feed, PulseClient } from '@pulse-io/client';
import { LEO, MAYA, type Person } from './people.js';

/** Where the server is; `VITE_PULSE_URL` names another one. */
export const BASE_URL: string = import.meta.env.VITE_PULSE_URL ?? 'http://localhost:8081';
export const API_KEY = 'pulse_key_dev';
/** Who types is told in a room. */
export const ROOM = 'quickstart';
/** Where everybody on the page talks; the scenario `quickstart` makes it. */
const CHANNEL = 'quickstart';

/** One of the two people on the page, with a client of its own: as if on a device of its own. */
export interface Account {
  me: Person;
  /** The person across. */
  other: Person;
  pulse: PulseClient;
  /** What the person reads: its own posts, and those of whom it follows. */
  timeline: Feed;
  /** What the person writes. */
  posts: Feed;
  /** Where the two talk. */
  channel: ChatChannel;
}

function createAccount(me: Person, other: Person): Account {
  const pulse = new PulseClient({ apiKey: API_KEY, identity: me.id, baseUrl: BASE_URL });
  return {
    me,
    other,
    pulse,
    timeline: pulse.feeds.get(`timeline:${me.id}`),
    posts: pulse.feeds.get(`user:${me.id}`),
    channel: pulse.chat.channel(CHANNEL),
  };
}

export const ACCOUNTS: readonly [Account, Account] = [createAccount(MAYA, LEO), createAccount(LEO, MAYA)];
