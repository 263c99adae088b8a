import type { NewActivity, NewChatChannel, NewMessage } from '@pulse-io/protocol';
import type { Person } from './people/people.js';

/** Seed data as it stands in a file. */
export interface ScenarioData {
  name?: string;
  description?: string;
  users?: Person[];
  /** The id of a dm is its name within the file. */
  channels?: (NewChatChannel & { id: string })[];
  follows?: { source: string; target: string }[];
  activities?: (NewActivity & { feed: string })[];
  messages?: (NewMessage & { channelId: string; userId: string })[];
}
