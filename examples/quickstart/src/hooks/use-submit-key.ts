import type { KeyboardEvent } from 'react';
import { useMediaQuery } from './use-media-query.js';

/** For a text field: Enter submits, and Shift + Enter is a new line. `touch`: there Enter alone is a new line. */
export function useSubmitKey(submit: () => void) {
  const touch = useMediaQuery('(pointer: coarse)');
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    // A touch keyboard has no Shift + Enter.
    if (!event.metaKey && !event.ctrlKey && (event.shiftKey || touch)) return;
    event.preventDefault();
    submit();
  };
  return { touch, onKeyDown };
}
