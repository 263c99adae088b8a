import type { SubscribeOk } from '@pulse-io/protocol';

/** What a sibling was answered of who is in a room, which the server told nobody else. */
export interface SaidFrame {
  said: { ch: string; answer: SubscribeOk };
}

/** What the user's tabs say to each other; `hub` is the socket that leads, `from` one that does not. */
export type TabMessage =
  /** A socket looks for a hub. */
  | { kind: 'hello'; from: string }
  /** A frame for the server. */
  | { kind: 'frame'; from: string; hub: string; data: string }
  | { kind: 'bye'; from: string; hub: string }
  | HubMessage;

/** For one tab, or for all where `to` is undefined. */
export type HubMessage = { hub: string; to?: string | undefined } & (
  | {
      /**
       * - `here`: a hub begins, and every other one has ended
       * - `open`: the answer to `hello`
       * - `alone`: there is no room for this tab, it needs a socket of its own
       * - `end`: the hub ends
       */
      kind: 'here' | 'open' | 'alone' | 'end';
    }
  /** A frame of the server, or a SaidFrame; `tabs` are those whom the hub serves. */
  | { kind: 'data'; data: string; tabs?: string[] | undefined }
);
