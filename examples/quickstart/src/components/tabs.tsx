import type { KeyboardEvent, ReactNode } from 'react';

export interface Tab {
  /** Of the panel that it shows, without `-panel`. */
  id: string;
  name: string;
  before?: ReactNode;
  after?: ReactNode;
}

interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  /** The id of the tab whose panel is shown. */
  active: string;
  look: 'people' | 'views';
  onChange: (id: string) => void;
}

/** Switches between panels; arrow keys move, as in every list of tabs. */
export function Tabs({ label, tabs, active, look, onChange }: TabsProps) {
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const index = tabs.findIndex(({ id }) => id === active) + step;
    const next = tabs[(index + tabs.length) % tabs.length];
    if (!next) return;
    onChange(next.id);
    document.getElementById(`${next.id}-tab`)?.focus();
  };
  return (
    <div className={`tabs tabs-${look}`} role="tablist" aria-label={label}>
      {tabs.map(({ id, name, before, after }) => (
        <button
          key={id}
          id={`${id}-tab`}
          type="button"
          role="tab"
          aria-selected={id === active}
          aria-controls={`${id}-panel`}
          tabIndex={id === active ? 0 : -1}
          onClick={() => onChange(id)}
          onKeyDown={move}
        >
          {before}
          {name}
          {after}
        </button>
      ))}
    </div>
  );
}
