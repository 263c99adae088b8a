import { BUCKETS, SHARDS } from './keys.js';

const BUCKET_OF = `
local function bucketOf(user)
  return tonumber(string.sub(redis.sha1hex(user), 1, 3), 16) % ${BUCKETS}
end
`;

/** Packed users begin with a line of their leases' ids; answers when each of them runs out, 0 for one that is gone. */
const SCORES_OF = `
local function scoresOf(leases, user, packed)
  local scores = {}
  for id in string.gmatch(string.match(packed, '^[^\\n]*'), '%S+') do
    scores[#scores + 1] = redis.call('ZSCORE', leases, user .. '/' .. id) or '0'
  end
  return scores
end
`;

/** KEYS users, leases. ARGV user. Answers a packed user and when its leases run out. */
export const LOAD = `${SCORES_OF}
local packed = redis.call('HGET', KEYS[1], ARGV[1]) or ''
return {packed, scoresOf(KEYS[2], ARGV[1], packed)}
`;

/**
 * KEYS users, leases, gone, claims, then one for each message of a room.
 * ARGV user; as it was loaded: packed, scores; as it is now: packed ('' for nothing), when it went ('' for present);
 * how many gone users a shard remembers; the prefix of buckets; how many leases, for each its member and score
 * ('' for none); then messages: channel, text before and after the count of its room, what the user does in the room,
 * since when; all '' but the first two where the message is of no room.
 *
 * Answers 0, and does nothing, when the user is not as it was loaded: so whoever changes a user at the same time
 * changes what the other has made of it, and each change is told once, in the order in which they were made.
 */
export const SAVE = `${BUCKET_OF}${SCORES_OF}
local users, leases, gone, claims = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local user, packed, goneAt = ARGV[1], ARGV[4], ARGV[5]
local before = redis.call('HGET', users, user) or ''
if before ~= ARGV[2] or table.concat(scoresOf(leases, user, before), ' ') ~= ARGV[3] then
  return 0
end
if packed == '' then
  redis.call('HDEL', users, user)
else
  redis.call('HSET', users, user, packed)
end
redis.call('ZREM', claims, user)
if packed == '' or goneAt == '' then
  redis.call('ZREM', gone, user)
else
  redis.call('ZADD', gone, goneAt, user)
  local excess = redis.call('ZCARD', gone) - tonumber(ARGV[6])
  if excess > 0 then
    local oldest = redis.call('ZPOPMIN', gone, excess)
    for at = 1, #oldest, 2 do
      redis.call('HDEL', ARGV[7] .. bucketOf(oldest[at]), oldest[at])
    end
  end
end
local at = 9
for _ = 1, tonumber(ARGV[8]) do
  local member, score = ARGV[at], ARGV[at + 1]
  if score == '' then
    redis.call('ZREM', leases, member)
  else
    redis.call('ZADD', leases, score, member)
  end
  at = at + 2
end
local userId = string.match(user, '[^/]*$')
local room = 5
while at <= #ARGV do
  local channel, text, after, change, now = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[at + 4]
  if change ~= '' then
    if change == 'join' then
      redis.call('ZADD', KEYS[room], 'NX', now, userId)
    elseif change == 'leave' then
      redis.call('ZREM', KEYS[room], userId)
    end
    text = text .. redis.call('ZCARD', KEYS[room]) .. after
    room = room + 1
  end
  redis.call('PUBLISH', channel, text)
  at = at + 5
end
return 1
`;

/**
 * KEYS all leases, then all claims. ARGV now, until when a claim holds, how many of each shard at most.
 * Answers the members that have run out, of users that nobody else looks after.
 */
export const CLAIM = `
local now = tonumber(ARGV[1])
local found = {}
for shard = 1, ${SHARDS} do
  local claims = KEYS[${SHARDS} + shard]
  local mine = {}
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', KEYS[shard], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])) do
    local user = string.match(member, '^(.*)/')
    if mine[user] == nil then
      local claimed = redis.call('ZSCORE', claims, user)
      mine[user] = not claimed or tonumber(claimed) <= now
      if mine[user] then
        redis.call('ZADD', claims, ARGV[2], user)
      end
    end
    if mine[user] then
      found[#found + 1] = member
    end
  end
end
return found
`;

/** KEYS users, one for each of ARGV. ARGV users. Answers them packed, '' for those that are unknown. */
export const READ = `
local packed = {}
for at = 1, #ARGV do
  packed[at] = redis.call('HGET', KEYS[at], ARGV[at]) or ''
end
return packed
`;

/**
 * KEYS a room. ARGV what users of the project begin with, the prefix of buckets, how many members are listed, how many
 * of a larger room. Answers how many there are, and those who have been there longest with their packed users.
 */
export const READ_ROOM = `${BUCKET_OF}
local count = redis.call('ZCARD', KEYS[1])
local most = tonumber(ARGV[3])
if count > most then
  most = tonumber(ARGV[4])
end
local members = redis.call('ZRANGE', KEYS[1], 0, most - 1)
local packed = {}
for at = 1, #members do
  local user = ARGV[1] .. members[at]
  packed[at] = redis.call('HGET', ARGV[2] .. bucketOf(user), user) or ''
end
return {count, members, packed}
`;
