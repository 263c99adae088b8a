import type { KeyboardEvent } from 'react';

/** Arrows up and down walk from message to message, Home and End to the first and last that is shown. */
export function walkMessages(event: KeyboardEvent<HTMLElement>): void {
  const target = event.target as HTMLElement;
  const onMessage = target.matches('[data-message]');
  if (target !== event.currentTarget && !onMessage) return;
  const messages = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-message]')];
  const at = messages.indexOf(target);
  const next = {
    ArrowUp: at < 0 ? messages.length - 1 : at - 1,
    ArrowDown: at < 0 ? messages.length - 1 : at + 1,
    Home: 0,
    End: messages.length - 1,
  }[event.key];
  const message = next === undefined ? undefined : messages[next];
  if (!message) return;
  event.preventDefault();
  message.focus();
}
