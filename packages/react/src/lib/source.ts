import type { ReadableState } from '@pulse-io/client';

/** A state that hooks read: it is alive while somebody subscribes. */
export interface Source<State> extends ReadableState<State> {
  /** What a server shows, and a page while it hydrates. */
  readonly first: State;
}
