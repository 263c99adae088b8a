import { Component, type ReactNode } from 'react';

interface SlotProps {
  /** What the app puts there; a function is called while rendering. */
  children: ReactNode | (() => ReactNode);
  /** Stands there when that throws. */
  fallback: ReactNode;
}

/** A place that an app fills. An error in what it puts there ends that alone, and the app's React hears of it. */
export class Slot extends Component<SlotProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render(): ReactNode {
    const { children, fallback } = this.props;
    if (this.state.failed) return fallback;
    return typeof children === 'function' ? <Content render={children} /> : children;
  }
}

const Content = ({ render }: { render: () => ReactNode }): ReactNode => render();
