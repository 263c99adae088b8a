import type {
  ChannelRestriction,
  ChatChannelUpdate,
  ChatChannelView,
  ErrorCode,
  NewActivity,
  NewChatChannel,
  NewMessage,
} from '@pulse-io/protocol';

/** Makes a call with server credentials; null where the answer is a problem of one of these codes. */
export type SeedCall = <T>(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  options?: { body?: object; unless?: readonly ErrorCode[] },
) => Promise<T | null>;

/** What somebody may not do in a channel any more. */
export interface SeedRestriction {
  kind: ChannelRestriction['kind'];
  userId: string;
  reason?: string;
  /** Of a mute; 3,600 by default. */
  ttlSeconds?: number;
}

/** Writes seed data through the API, as an app's own server would. What has been changed since is left as it stands. */
export interface Seeder {
  addActivity(feedId: string, activity: NewActivity): Promise<void>;
  follow(feedId: string, target: string): Promise<void>;
  /** All these feeds follow one. */
  addFollowers(target: string, sources: readonly string[]): Promise<void>;
  /** Null where the channel was deleted since. */
  createChannel(channel: NewChatChannel): Promise<ChatChannelView | null>;
  updateChannel(channelId: string, update: ChatChannelUpdate): Promise<void>;
  addMembers(channelId: string, userIds: readonly string[]): Promise<void>;
  /** False where the message was edited or deleted since. */
  sendMessage(channelId: string, message: NewMessage): Promise<boolean>;
  deleteMessage(channelId: string, messageId: string, userId: string): Promise<void>;
  react(channelId: string, messageId: string, reaction: { userId: string; kind: string }): Promise<void>;
  pinMessage(channelId: string, messageId: string, userId: string): Promise<void>;
  markRead(channelId: string, read: { userId: string; messageId: string }): Promise<void>;
  /** Nothing happens where the user is restricted so already. */
  restrict(channelId: string, restriction: SeedRestriction): Promise<void>;
}

const MUTE_SECONDS = 3_600;
const { stringify } = JSON;

/** A seeder over calls, and over one way in that is no call: ten thousand of them would take seconds. */
export function createSeeder(call: SeedCall, addFollowers: Seeder['addFollowers']): Seeder {
  const channelPath = (id: string, rest = '') => `/v1/channels/${encodeURIComponent(id)}${rest}`;
  const feedPath = (id: string, rest: string) => `/v1/feeds/${encodeURIComponent(id)}${rest}`;
  const isStanding = async (channelId: string, { kind, userId }: SeedRestriction) => {
    const page = await call<{ data: ChannelRestriction[] }>('GET', channelPath(channelId, '/restrictions?limit=100'));
    return page?.data.some((known) => stringify([known.kind, known.userId]) === stringify([kind, userId])) ?? false;
  };

  return {
    async addActivity(feedId, activity) {
      await call('POST', feedPath(feedId, '/activities'), { body: activity, unless: ['conflict'] });
    },
    async follow(feedId, target) {
      await call('POST', feedPath(feedId, '/follow'), { body: { target } });
    },
    addFollowers,
    createChannel: (channel) => call('POST', '/v1/channels', { body: channel, unless: ['conflict'] }),
    async updateChannel(channelId, update) {
      await call('PATCH', channelPath(channelId), { body: update });
    },
    async addMembers(channelId, userIds) {
      await call('POST', channelPath(channelId, '/members'), {
        body: { members: userIds.map((userId) => ({ userId })) },
      });
    },
    async sendMessage(channelId, message) {
      const options = { body: message, unless: ['conflict', 'not_found'] } as const;
      return (await call('POST', channelPath(channelId, '/messages'), options)) !== null;
    },
    async deleteMessage(channelId, messageId, userId) {
      const path = channelPath(channelId, `/messages/${messageId}?userId=${encodeURIComponent(userId)}`);
      await call('DELETE', path, { unless: ['not_found'] });
    },
    async react(channelId, messageId, reaction) {
      const options = { body: reaction, unless: ['not_found'] } as const;
      await call('POST', channelPath(channelId, `/messages/${messageId}/reactions`), options);
    },
    async pinMessage(channelId, messageId, userId) {
      const options = { body: { userId }, unless: ['not_found'] } as const;
      await call('POST', channelPath(channelId, `/messages/${messageId}/pin`), options);
    },
    async markRead(channelId, read) {
      await call('POST', channelPath(channelId, '/read'), { body: read, unless: ['not_found'] });
    },
    async restrict(channelId, restriction) {
      if (await isStanding(channelId, restriction)) return;
      const { kind, ttlSeconds = MUTE_SECONDS, ...body } = restriction;
      if (kind === 'mute') await call('POST', channelPath(channelId, '/mutes'), { body: { ...body, ttlSeconds } });
      else await call('POST', channelPath(channelId, '/bans'), { body: { ...body, shadow: kind === 'shadow_ban' } });
    },
  };
}
