import type { MessageRow, ThreadState } from '@pulse-io/client';
import { useMemo } from 'react';
import type { AppTypes } from '../lib/register.js';
import { shallowEqual } from '../lib/shallow-equal.js';
import { useSelection } from '../lib/use-selection.js';
import { usePulse } from '../provider/use-pulse.js';
import { type MessageActions, messageActions, type ShownMessages, shownMessages } from './messages-result.js';
import { threadSource } from './thread-source.js';

export interface UseThreadResult extends ShownMessages, MessageActions {
  /** The message that the thread hangs on; null until it was read. */
  readonly parent: MessageRow<AppTypes> | null;
}

/** The messages that hang on one, as `useMessages`; `sendMessage` writes into the thread. */
export function useThread(channelId: string, messageId: string): UseThreadResult {
  const source = threadSource(usePulse(), JSON.stringify([channelId, messageId]));
  const shown = useSelection(source, select, shallowEqual);
  const actions = useMemo(() => messageActions(source.handle), [source]);
  return useMemo(() => ({ ...shown, ...actions }), [shown, actions]);
}

const select = (state: ThreadState<AppTypes>) => ({ ...shownMessages(state), parent: state.parent });
