import type { NewChatChannel } from '@pulse-io/protocol';
import { type Person, type PersonId, personOf, type Who } from '../people/people.js';
import type { SeedRestriction } from '../seeder.js';
import { TalkPart } from './talk-part.js';
import { emptyTalk } from './talk-spec.js';
import type { Users } from './users.js';

export interface ChannelOptions extends Pick<NewChatChannel, 'name' | 'custom' | 'blockList'> {
  /** `messaging` by default. */
  type?: 'messaging' | 'team';
}

/** A channel with members, and with what moderators do in it. */
export class ChannelPart extends TalkPart {
  /** Who is in it, beside those named before; the first one owns it. Everybody of the scenario by default. */
  members(...who: readonly (Who | Users)[]): this {
    const people = who.flatMap((one): Person[] => (isUsers(one) ? [...one] : [personOf(one)]));
    return this.with({ members: [...this.spec.members, ...people] });
  }

  /** Members who moderate it. */
  moderators(...who: readonly Who[]): this {
    const added = who.map(personOf);
    return this.with({
      members: [...this.spec.members, ...added],
      moderators: [...this.spec.moderators, ...added.map(({ id }) => id)],
    });
  }

  /** In the end only moderators write. */
  frozen(): this {
    return this.with({ frozen: true });
  }

  /** Seconds between the messages of a user. */
  slowMode(seconds: number): this {
    return this.with({ channel: { ...this.spec.channel, slowModeSeconds: seconds } });
  }

  /** Bans somebody in the end; `shadow`: the others do not see any more what they write. */
  ban(who: PersonId | Person, { shadow = false, reason }: { shadow?: boolean; reason?: string } = {}): this {
    return this.restrict(who, { kind: shadow ? 'shadow_ban' : 'ban', ...(reason === undefined ? {} : { reason }) });
  }

  /** Mutes somebody in the end; for an hour by default. */
  mute(who: Who, options: { reason?: string; ttlSeconds?: number } = {}): this {
    return this.restrict(who, { kind: 'mute', ...options });
  }

  private restrict(who: Who, restriction: Omit<SeedRestriction, 'userId'>): this {
    const { id } = personOf(who);
    return this.with({ restrictions: [...this.spec.restrictions, { ...restriction, userId: id }] });
  }
}

const isUsers = (one: Who | Users): one is Users => typeof one === 'object' && 'brings' in one;

/** A channel by its id, of type `messaging` or `team`. */
export const channel = (id: string, { type = 'messaging', ...rest }: ChannelOptions = {}): ChannelPart =>
  new ChannelPart(emptyTalk(`chat ${id}`, { id, type, ...rest }));

/** A channel that everybody may watch and write in; the members named are those who run it. */
export const livestream = (id: string, options: Omit<ChannelOptions, 'type'> = {}): ChannelPart =>
  new ChannelPart(emptyTalk(`chat ${id}`, { id, type: 'livestream', ...options }));
