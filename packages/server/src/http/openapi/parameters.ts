import type { Operation } from '@pulse-io/protocol';
import type { ROUTE_SCHEMAS } from '@pulse-io/protocol/schemas';
import type { Parameter } from './document.js';

type Schemas = (typeof ROUTE_SCHEMAS)[Operation];
type KeysOf<Part extends 'params' | 'query'> = Schemas extends infer Schema
  ? Schema extends Record<Part, { shape: infer Shape }>
    ? keyof Shape
    : never
  : never;

interface Note {
  description: string;
  example?: unknown;
}

const UPLOAD_ID = '01k9zq3v5e8x4m7n2c6t0hjwra5t8w2k0mfq7v9c3xnz6yh1bjr4';

/** What the schemas of parameters cannot say for themselves. */
export const PARAMETER_NOTES: Record<KeysOf<'params'> | KeysOf<'query'>, Note> = {
  feedId: { description: 'A feed as `group:id`; where the call says so, a bare user id.', example: 'user:alice' },
  activityId: { description: "The activity's id.", example: '01k9zq3v5e8x4m7n2c6t0hjwra' },
  messageId: { description: "The message's id.", example: '01k9zq3v5e8x4m7n2c6t0hjwrb' },
  kind: { description: 'An emoji, or a word such as `like`.', example: '👍' },
  before: { description: 'A message id or an offset: older messages than this one.' },
  after: { description: 'A message id or an offset: newer messages than this one.' },
  around: { description: 'A message id or an offset: this message with as many older as newer ones.' },
  parentId: { description: 'Messages of the thread of this one instead of those of the channel.' },
  pinned: { description: 'True: only messages that are pinned.' },
  q: { description: 'Words of a message; the last one may be unfinished.', example: 'hello bo' },
  from: { description: 'Only messages of this user.' },
  hard: { description: 'True: leaves neither its place nor its thread; for moderators.' },
  channelId: { description: "A chat channel's id.", example: 'general' },
  type: { description: 'Only channels of this type.' },
  frozen: { description: 'Only channels that are frozen, or only those that are not.' },
  unread: { description: 'Only channels with unread messages, or only those without.' },
  joined: { description: "False: the project's livestreams instead of the channels of the user." },
  sort: { description: 'By the newest message or the making, the newest first; or by name.' },
  userId: { description: "A user's id in the app.", example: 'alice' },
  roomId: { description: "A room's name.", example: 'lobby' },
  limit: { description: 'How many items a page has at most.' },
  cursor: { description: 'The `next` of the page before; none for the first page.' },
  ranking: { description: 'The order of the activities.' },
  uploadId: { description: "The upload's id, which opens its file.", example: UPLOAD_ID },
  name: { description: 'Of a file: its name, 1–255 characters. Of channels: a part of theirs.', example: 'cat.png' },
  ids: { description: 'Up to 500 user ids, parted by commas.', example: 'alice,bob' },
};

/** Headers that calls may carry. */
export const SHARED_PARAMETERS = {
  RequestId: {
    name: 'X-Request-Id',
    in: 'header',
    required: false,
    description: 'An id for this call, to find it in logs; the answer echoes it.',
    schema: { type: 'string', pattern: '^[\\w-]{1,64}$' },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'Any text of your own, one for each thing to be done. The same key and body within 24 hours get the first ' +
      'answer again, so that a call that seemed to fail can be repeated safely.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
} as const satisfies Record<string, Parameter>;
