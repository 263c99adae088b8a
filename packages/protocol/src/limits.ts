/** What both sides keep to. A table of its own, so that a client carries nothing that only a server checks. */
export const LIMITS = {
  pageDefault: 25,
  pageMax: 100,
  /** Users of one bulk read or one watched set. */
  bulkUsers: 500,
  /** Frames a second that one socket may send. */
  framesPerSecond: 50,
  /** Members of a channel that one call names or lists. */
  channelMembers: 100,
  /** Unread messages are counted up to this. */
  unreadMax: 1_000,
} as const;

/** What the server checks. Written out: a product would keep the table in every bundle. */
export const SERVER_LIMITS = {
  /** Bytes of an HTTP body. */
  bodyBytes: 262_144,
  /** Bytes of a realtime frame, either way. */
  frameBytes: 65_536,
  /** Bytes of an activity as JSON: with its envelope it must fit one frame. */
  activityBytes: 61_440,
  /** Bytes of a message as JSON, likewise: what it says, reactions, and previews in what is left. */
  messageBytes: 61_440,
  contentBytes: 40_960,
  reactionBytes: 16_384,
  /** Kinds of reactions to one message. */
  reactionKinds: 50,
  /** Messages that are pinned in one channel. */
  pins: 100,
  /** Bytes of custom data as JSON. */
  customBytes: 16_384,
  /** Bytes of custom data in the activity of a presence: 500 presences are read at once. */
  presenceCustomBytes: 1_024,
  /** Levels of nesting in custom data. */
  customDepth: 8,
  /** Characters of an activity's text. */
  textChars: 10_000,
  /** Characters of an http(s) address. */
  urlChars: 2_048,
  /** Characters of what a link's preview says, cut between graphemes. */
  previewTitleChars: 200,
  previewDescriptionChars: 400,
  previewSiteChars: 100,
  /** Characters of a custom status, and of what a user does. */
  statusChars: 128,
  /** Characters of a custom status' emoji: the longest sequences have some 15. */
  emojiChars: 32,
  /** Members of a room that are listed; a larger one has a count and a sample. */
  roomMembers: 200,
  /** Members in the sample of a larger room. */
  roomSample: 50,
  /** Characters of a user token. */
  tokenChars: 8_192,
  /** Channels of one socket. */
  channels: 128,
  tokenTtlSeconds: { min: 60, default: 14_400, max: 86_400 },
} as const;

/** Realtime timing that both sides must agree on. */
export const TIMING = {
  /** The first frame must have arrived by then. */
  connectMs: 10_000,
  /** The server pings this often. */
  pingMs: 25_000,
  /** A client that heard nothing for so long takes the socket for dead. */
  deadMs: 35_000,
  /** Typing is sent at most once in this time, while the user types on. */
  typingEveryMs: 3_000,
} as const;

/** Realtime timing that the server alone keeps. */
export const SERVER_TIMING = {
  /** A socket counts its user as present for so long after its last pong. */
  leaseMs: 75_000,
  /** A user stays present for so long after the last socket closed. */
  graceMs: 15_000,
  /** Typing ends by itself after this time. */
  typingTtlMs: 7_000,
} as const;
