import type { ReactNode } from 'react';

interface HookDemoProps {
  /** The source of the file that has the component `Demo`, whose code is shown. */
  source: string;
  children: ReactNode;
}

/** A hook at work, with the code that does it. */
export const HookDemo = ({ source, children }: HookDemoProps) => (
  <div style={{ display: 'grid', gap: '1rem', maxInlineSize: '40rem' }}>
    <div style={{ padding: '1rem', border: '1px solid var(--pulse-color-border)', borderRadius: '0.75rem' }}>
      {children}
    </div>
    <pre
      style={{
        ...{ margin: 0, whiteSpace: 'pre-wrap', padding: '1rem', borderRadius: '0.75rem' },
        background: 'var(--pulse-color-sunken)',
        font: '0.8125rem/1.5 var(--pulse-font-mono)',
      }}
    >
      {/^const Demo[\s\S]*?^};/m.exec(source)?.[0]}
    </pre>
  </div>
);
