import type { ForwardedRef, RefCallback, RefObject } from 'react';

/** One ref that hands its element to ours and to the user's. */
export const mergeRefs =
  <T>(own: RefObject<T | null>, theirs: ForwardedRef<T>): RefCallback<T> =>
  (element) => {
    own.current = element;
    if (typeof theirs === 'function') theirs(element);
    else if (theirs) theirs.current = element;
  };
