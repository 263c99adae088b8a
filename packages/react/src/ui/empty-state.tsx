import { forwardRef, type HTMLAttributes, type ReactNode } from 'react';
import { part } from '../lib/part.js';

export interface EmptyStateProps extends Omit<HTMLAttributes<HTMLDivElement>, 'title'> {
  title: ReactNode;
  icon?: ReactNode;
  /** What can be done about it. */
  action?: ReactNode;
}

/** What is shown where there is nothing yet; the children say more. */
export const EmptyState = /* @__PURE__ */ forwardRef<HTMLDivElement, EmptyStateProps>(function EmptyState(
  { title, icon, action, className, children, ...rest },
  ref,
) {
  return (
    <div ref={ref} {...rest} className={part('state', className)}>
      {icon && <span className="pulse-state-icon">{icon}</span>}
      <p className="pulse-state-title">{title}</p>
      {children && <div className="pulse-state-about">{children}</div>}
      {action && <div className="pulse-state-action">{action}</div>}
    </div>
  );
});
