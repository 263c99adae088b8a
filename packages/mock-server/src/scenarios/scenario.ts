import type { NewActivity, NewChatChannel, NewMessage } from '@pulse-io/protocol';

/** Writes seed data through the API, as an app's own server would. */
export interface Seeder {
  addActivity(feedId: string, activity: NewActivity): Promise<void>;
  follow(feedId: string, target: string): Promise<void>;
  createChannel(channel: NewChatChannel): Promise<void>;
  sendMessage(channelId: string, message: NewMessage): Promise<void>;
}

/** Named seed data. Seeding the same data twice changes nothing. */
export interface Scenario {
  name: string;
  description: string;
  seed(seeder: Seeder): Promise<void>;
}
