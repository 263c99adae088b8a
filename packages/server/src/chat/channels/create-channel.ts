import { type ChatChannelView, chatChannel, type NewChatChannel, userChannel } from '@pulse-io/protocol';
import { ApiError } from '../../api-error.js';
import type { WriteTx } from '../../commit.js';
import type { Ctx } from '../../context.js';
import { sha256 } from '../../crypto.js';
import { findAccess, requireSelf } from '../channel-access.js';
import { insertMember, toMember } from '../members/member-store.js';
import { startReading } from '../read/read-store.js';
import { insertChannel, type NewChannelRow, toChannel } from './channel-store.js';
import { viewChannel } from './view-channel.js';

/** People of a dm. */
const DM_MEMBERS = { min: 2, max: 10 } as const;
const DM_ID_CHARS = 32;
/** Begins the ids of dms and no others: whoever took one would keep people from ever beginning theirs. */
const DM_PREFIX = 'dm-';

type Role = 'owner' | 'moderator' | 'member';

/**
 * Creates a channel whose owner is the caller. One that stands under the id and has the same type is answered as it
 * is, and so is the dm of a set of people. Rejects with `conflict`, `invalid_request` or `forbidden_user`.
 */
export async function createChannel(ctx: Ctx, input: NewChatChannel): Promise<ChatChannelView> {
  requireSelf(ctx.caller, input.userId);
  const creator = ctx.caller.kind === 'user' ? ctx.caller.identity : (input.userId ?? null);
  const members = membersOf(input, creator);
  const id = await idOf(ctx, input, [...members.keys()]);
  const { projectId } = ctx;
  const now = ctx.now();
  return ctx.write(async (tx) => {
    const version = await tx.nextOffset(chatChannel(id));
    const row: NewChannelRow = {
      ...{ projectId, id, type: input.type, name: input.name ?? null },
      custom: JSON.stringify(input.custom ?? {}),
      ...{ slowModeSeconds: input.slowModeSeconds ?? 0, frozen: 0 },
      blockList: JSON.stringify(input.blockList ?? []),
      ...{
        memberCount: members.size,
        createdBy: creator,
        createdAt: now,
        updatedAt: now,
        lastMessageAt: null,
        version,
      },
    };
    const channel = await insertChannel(tx.db, row);
    if (!channel) return whatStands(ctx, tx, id, input);
    tx.emit({
      ch: chatChannel(id),
      type: 'chat.channel.updated',
      data: { channelId: id, channel: toChannel(channel) },
    });
    for (const [userId, role] of members) {
      const member = { projectId, channelId: id, userId, role, joinedAt: now };
      await insertMember(tx.db, member);
      const data = { channelId: id, member: toMember(member), memberCount: members.size };
      tx.emit({ ch: userChannel(userId), type: 'chat.member.added', data });
    }
    const userIds = [...members.keys()];
    if (userIds.length > 0) {
      await startReading(tx.db, { projectId, channelId: id, userIds, offset: version, now });
    }
    return viewChannel(ctx, tx.db, id, creator);
  });
}

/** Who is in it at first, by role; the creator comes first. */
function membersOf({ type, members = [] }: NewChatChannel, creator: string | null): Map<string, Role> {
  const isDm = type === 'dm';
  const roles = new Map<string, Role>(creator === null ? [] : [[creator, isDm ? 'member' : 'owner']]);
  for (const { userId, role = 'member' } of members) {
    if (isDm && role !== 'member') throw invalid('members', 'In a dm everybody is a member.');
    if (!roles.has(userId)) roles.set(userId, role);
  }
  if (isDm && (roles.size < DM_MEMBERS.min || roles.size > DM_MEMBERS.max)) {
    throw invalid('members', `A dm has ${DM_MEMBERS.min} to ${DM_MEMBERS.max} people.`);
  }
  return roles;
}

async function idOf({ services }: Ctx, { id, type, name }: NewChatChannel, userIds: string[]): Promise<string> {
  if (type !== 'dm') {
    if (id?.startsWith(DM_PREFIX)) throw invalid('id', `Only ids of dms begin with ${DM_PREFIX}; take another one.`);
    return id ?? services.nextId();
  }
  if (id !== undefined) throw invalid('id', 'The id of a dm follows from its members; leave it out.');
  if (name !== undefined) throw invalid('name', 'A dm is named by its members; leave the name out.');
  return `${DM_PREFIX}${(await sha256(JSON.stringify(userIds.sort()))).slice(0, DM_ID_CHARS)}`;
}

/** The channel that has the id already, if the caller could have meant it. */
async function whatStands(ctx: Ctx, { db }: WriteTx, id: string, input: NewChatChannel): Promise<ChatChannelView> {
  const { projectId, caller } = ctx;
  const query = { projectId, caller, channelId: id, now: ctx.now(), userId: input.userId ?? null };
  const access = await findAccess(db, query);
  if (access?.channel.type === input.type && !access.restrictions.ban) {
    return viewChannel(ctx, db, id, access.userId);
  }
  if (input.type === 'dm' && !access) {
    throw new ApiError('conflict', 'This dm was deleted, and is not purged yet; begin it anew in some minutes.');
  }
  throw new ApiError('conflict', `The id ${id} is or was another channel’s; take another one.`, { param: 'id' });
}

const invalid = (param: string, detail: string) => new ApiError('invalid_request', detail, { param });
