import type { MessageRow } from '@pulse-io/client';

/** A line of the message list. `key` stays as long as the line does. */
export type TimelineRow =
  /** Nothing is older. */
  | { readonly kind: 'beginning'; readonly key: string }
  /** The messages below are of another day than those above; `time` is of the first of them. */
  | { readonly kind: 'day'; readonly key: string; readonly time: string }
  /** What is below was not read when the channel was opened. */
  | { readonly kind: 'unread'; readonly key: string }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: MessageRow;
      /** The first of those that its author wrote in a row: it carries the name. */
      readonly first: boolean;
      /** The last of them. */
      readonly last: boolean;
    };

export type MessageTimelineRow = Extract<TimelineRow, { kind: 'message' }>;
