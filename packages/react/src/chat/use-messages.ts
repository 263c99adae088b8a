import { useMemo } from 'react';
import { shallowEqual } from '../lib/shallow-equal.js';
import { useSelection } from '../lib/use-selection.js';
import { usePulse } from '../provider/use-pulse.js';
import { channelSource } from './channel-source.js';
import { type MessageActions, messageActions, type ShownMessages, shownMessages } from './messages-result.js';

export interface UseMessagesResult extends ShownMessages, MessageActions {}

/**
 * The messages of a channel, which is watched while a component shows them, and what can be done with them. A message
 * stays the same object until it changes, so rows in `memo` render alone. What `status`, `error` or a failed row tells
 * is no unhandled rejection where nobody waits for it: `sendMessage`, `retry`, `refresh` and what loads.
 *
 * @example
 * const { messages, sendMessage } = useMessages('general');
 * <button onClick={() => sendMessage({ text: 'Hello' })}>Send</button>
 */
export function useMessages(channelId: string): UseMessagesResult {
  const source = channelSource(usePulse(), channelId);
  const shown = useSelection(source, shownMessages, shallowEqual);
  const actions = useMemo(() => messageActions(source.handle), [source]);
  return useMemo(() => ({ ...shown, ...actions }), [shown, actions]);
}
