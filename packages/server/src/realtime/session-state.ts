/**
 * The life of a session:
 *
 *   waiting ──connect──▶ authenticating ──admit──▶ open
 *      └───────end────────────┴──────────end────────┴──▶ closed
 */
export type SessionState = 'waiting' | 'authenticating' | 'open' | 'closed';
export type SessionInput = 'connect' | 'admit' | 'end';

const TRANSITIONS: Record<SessionState, { [Input in SessionInput]?: SessionState }> = {
  waiting: { connect: 'authenticating', end: 'closed' },
  authenticating: { admit: 'open', end: 'closed' },
  open: { end: 'closed' },
  closed: {},
};

/** The state that follows; null where the input means nothing. */
export const nextState = (state: SessionState, input: SessionInput): SessionState | null =>
  TRANSITIONS[state][input] ?? null;
