import { useEffect, useRef, useState } from 'react';
import { moveFocus } from '../../lib/move-focus.js';
import { useStrings } from '../../strings/use-strings.js';
import { readEmoji } from './reactions.js';

export interface EmojiGridProps {
  onPick: (emoji: string) => void;
}

/** Emoji to choose from: arrow keys walk through them. */
export function EmojiGrid({ onPick }: EmojiGridProps) {
  const strings = useStrings();
  const [emoji] = useState(readEmoji);
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { activeElement } = document;
    // What it stands in was opened before it came, and took the focus for it.
    const waited = activeElement !== document.body && activeElement?.contains(grid.current);
    if (waited) grid.current?.querySelector('button')?.focus();
  }, []);
  return (
    <div
      ref={grid}
      role="group"
      aria-label={strings.emoji}
      className="pulse-emoji-grid"
      onKeyDown={(event) => moveFocus(event, { selector: 'button', axis: 'horizontal' })}
    >
      {emoji.map((sign, index) => (
        <button
          key={sign}
          type="button"
          className="pulse-emoji"
          aria-label={sign}
          {...(index === 0 ? { 'data-autofocus': '' } : { tabIndex: -1 })}
          onClick={() => onPick(sign)}
        >
          {sign}
        </button>
      ))}
    </div>
  );
}
