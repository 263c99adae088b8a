import type { HintMessage } from '../bus/topics.js';

/** An ephemeral on its way over the bus; `from` names the session that sent it, which does not get it back. */
export type SignalHint = Extract<HintMessage, { kind: 'ephemeral' }> & { from?: string };

/** The session that an ephemeral came from; null when it came by HTTP. */
export const senderOf = (hint: SignalHint): string | null => hint.from ?? null;
