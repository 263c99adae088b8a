import type { ComposerOptions, ComposerState } from '@pulse-io/client';
import { useMemo } from 'react';
import { useSelection } from '../lib/use-selection.js';
import { usePulse } from '../provider/use-pulse.js';
import { type ComposerActions, composerSource } from './composer-source.js';

export interface UseComposerResult extends ComposerState, ComposerActions {}

/**
 * What the user is about to send into a channel, or into the thread of `parentId`: text, files and the message that it
 * answers, kept as a draft. All components of a page share it, so that a row can call `setReplyTo`. A failure of `send`
 * that nobody waits for is no unhandled rejection: a failed row tells it.
 *
 * @example
 * const { text, setText, canSend, send } = useComposer('general');
 * <textarea value={text} onChange={(event) => setText(event.target.value)} />
 */
export function useComposer(channelId: string, { parentId }: ComposerOptions = {}): UseComposerResult {
  const source = composerSource(usePulse(), JSON.stringify([channelId, parentId ?? null]));
  const state = useSelection(source, itself);
  return useMemo(() => ({ ...state, ...source.actions }), [state, source]);
}

const itself = (state: ComposerState) => state;
