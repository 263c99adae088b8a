import type { Answers, ClientFrame, Verb } from '@pulse-io/protocol';

/** A client's frame by its verb. */
export type FrameOf<V extends Verb> = Extract<ClientFrame, { [K in V]: unknown }>;

/** What a verb answers, and what it does right after the answer is out. */
export interface Reply<V extends Verb> {
  ok: Answers[V];
  after?: () => void;
}
