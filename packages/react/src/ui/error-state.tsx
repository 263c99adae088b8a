import { forwardRef } from 'react';
import { Button } from './button.js';
import { EmptyState, type EmptyStateProps } from './empty-state.js';
import { AlertIcon, RetryIcon } from './icons.js';

export interface ErrorStateProps extends Omit<EmptyStateProps, 'title'> {
  title?: EmptyStateProps['title'];
  /** Makes a button that tries again. */
  onRetry?: () => void;
  retryLabel?: string;
  /** True while it is being tried again. */
  retrying?: boolean;
}

/** What is shown where something could not be had; read out at once. */
export const ErrorState = /* @__PURE__ */ forwardRef<HTMLDivElement, ErrorStateProps>(function ErrorState(
  {
    title = 'Something went wrong',
    icon = <AlertIcon />,
    onRetry,
    retryLabel = 'Try again',
    retrying,
    action,
    ...rest
  },
  ref,
) {
  const retry = onRetry && (
    <Button icon={<RetryIcon />} onClick={onRetry} loading={retrying === true}>
      {retryLabel}
    </Button>
  );
  return (
    <EmptyState
      ref={ref}
      role="alert"
      data-tone="danger"
      title={title}
      icon={icon}
      action={action ?? retry}
      {...rest}
    />
  );
});
