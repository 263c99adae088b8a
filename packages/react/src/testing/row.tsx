import type { CSSProperties, ReactNode } from 'react';

interface RowProps {
  children: ReactNode;
  /** Below each other. */
  column?: boolean;
  style?: CSSProperties;
}

/** Things of a story beside each other. */
export const Row = ({ children, column = false, style }: RowProps) => (
  <div
    style={{
      display: 'flex',
      flexDirection: column ? 'column' : 'row',
      flexWrap: column ? 'nowrap' : 'wrap',
      gap: '0.75rem',
      alignItems: column ? 'stretch' : 'center',
      ...style,
    }}
  >
    {children}
  </div>
);
