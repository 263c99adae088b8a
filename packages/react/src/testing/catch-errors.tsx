import { Component, type ReactNode } from 'react';

/** Shows the message of what its children throw. */
export class CatchErrors extends Component<{ children: ReactNode }, { message: string | null }> {
  override state = { message: null };

  static getDerivedStateFromError(error: Error) {
    return { message: error.message };
  }

  override render(): ReactNode {
    return this.state.message ?? this.props.children;
  }
}
