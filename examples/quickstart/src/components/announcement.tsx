import { useEffect, useRef, useState } from 'react';

/** The same words are spoken again only after so long: somebody who types with pauses is one piece of news. */
const REPEAT_MS = 30_000;

/** Tells a screen reader, without repeating itself. */
export function Announcement({ text }: { text: string }) {
  const [spoken, setSpoken] = useState('');
  const last = useRef({ text: '', at: Number.NEGATIVE_INFINITY });
  useEffect(() => {
    const now = performance.now();
    const again = text === last.current.text && now - last.current.at < REPEAT_MS;
    if (text && !again) last.current = { text, at: now };
    setSpoken(again ? '' : text);
  }, [text]);
  return (
    <p className="sr-only" role="status">
      {spoken}
    </p>
  );
}
