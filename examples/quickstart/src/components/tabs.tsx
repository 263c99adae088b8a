import type { KeyboardEvent } from 'react';
import type { Account } from '../pulse.js';
import { Avatar } from './avatar.js';

interface TabsProps {
  accounts: readonly Account[];
  /** The identity of the person who is shown. */
  active: string;
  onChange: (id: string) => void;
}

/** Switches between people; arrow keys move, as in every list of tabs. */
export function Tabs({ accounts, active, onChange }: TabsProps) {
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const index = accounts.findIndex(({ me }) => me.id === active) + step;
    const next = accounts[(index + accounts.length) % accounts.length];
    if (!next) return;
    onChange(next.me.id);
    document.getElementById(`${next.me.id}-tab`)?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label="People">
      {accounts.map(({ me }) => (
        <button
          key={me.id}
          id={`${me.id}-tab`}
          type="button"
          role="tab"
          aria-selected={me.id === active}
          aria-controls={`${me.id}-pane`}
          tabIndex={me.id === active ? 0 : -1}
          onClick={() => onChange(me.id)}
          onKeyDown={move}
        >
          <Avatar person={me} size="small" />
          {me.name}
        </button>
      ))}
    </div>
  );
}
