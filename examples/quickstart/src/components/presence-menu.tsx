import type { Presence } from '@pulse-io/client';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { usePresence } from '../hooks/use-presence.js';
import type { Person } from '../people.js';
import { STATUS_NAMES } from '../status-names.js';
import { Icon } from './icon.js';
import { PresenceDot } from './presence-dot.js';

/** What a click on each status does. */
const CHOICES = [
  ['online', (presence: Presence) => presence.setOnline()],
  ['away', (presence: Presence) => presence.setAway()],
  ['busy', (presence: Presence) => presence.setBusy()],
  ['offline', (presence: Presence) => presence.setOffline()],
] as const;

/** The person's own status, and a menu to choose another. */
export function PresenceMenu({ me, presence }: { me: Person; presence: Presence }) {
  const status = usePresence(presence, me.id)?.status;
  const label = status ? STATUS_NAMES[status] : 'Not connected';
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open) return;
    menu.current?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus();
    const closeOutside = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitemradio"]') ?? [])];
    const index = items.indexOf(document.activeElement as HTMLElement);
    const target = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Tab') setOpen(false);
    else if (event.key === 'Escape') close();
    else if (target !== undefined) {
      event.preventDefault();
      items.at(target % items.length)?.focus();
    }
  };

  return (
    <div className="menu-root" ref={root}>
      <button
        ref={button}
        type="button"
        className="status-button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={`${me.name}’s status: ${label}`}
        disabled={!status}
        onClick={() => setOpen(!open)}
      >
        <PresenceDot status={status ?? 'offline'} />
        {label}
        <Icon name="chevron" />
      </button>
      {open && (
        <div
          ref={menu}
          className="menu"
          role="menu"
          tabIndex={-1}
          aria-label={`${me.name}’s status`}
          onKeyDown={onKeyDown}
        >
          {CHOICES.map(([choice, set]) => (
            <button
              key={choice}
              type="button"
              role="menuitemradio"
              aria-checked={choice === status}
              tabIndex={-1}
              onClick={() => {
                close();
                set(presence).catch(() => {});
              }}
            >
              <PresenceDot status={choice} />
              {STATUS_NAMES[choice]}
              {choice === status && <Icon name="check" />}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
