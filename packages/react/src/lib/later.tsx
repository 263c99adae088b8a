import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

/** A component that may not be loaded yet. */
interface LatePart<Props> {
  readonly loaded: ComponentType<Props> | undefined;
  /** Resolves also when it could not be loaded. */
  load(): Promise<void>;
}

/** A component for `Later`, whose code `load` brings. */
export function latePart<Props>(load: () => Promise<ComponentType<Props>>): LatePart<Props> {
  let loaded: ComponentType<Props> | undefined;
  let loading: Promise<void> | undefined;
  const start = () =>
    load().then(
      (component) => {
        loaded = component;
      },
      () => {
        loading = undefined;
      },
    );
  return {
    get loaded() {
      return loaded;
    },
    load() {
      loading ??= start();
      return loading;
    },
  };
}

type LaterProps<Props> = Props & {
  of: LatePart<Props>;
  /** Stands in its place until it is loaded. */
  fallback?: ReactNode;
};

/**
 * Shows a component whose code is loaded when it is first shown. Where that fails, as it does without a network, the
 * fallback stays, and the next time that it is shown it is tried again.
 */
export function Later<Props extends object>({ of, fallback, ...props }: LaterProps<Props>): ReactNode {
  const [Shown, show] = useState(() => of.loaded);
  useEffect(() => {
    let gone = false;
    void of.load().then(() => !gone && show(() => of.loaded));
    return () => {
      gone = true;
    };
  }, [of]);
  return Shown ? <Shown {...(props as unknown as Props)} /> : fallback;
}
