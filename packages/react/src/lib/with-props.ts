import { cloneElement, type ReactElement, type SyntheticEvent } from 'react';

type Props = Record<string, unknown>;
type Handler = (event: SyntheticEvent) => void;

/** Gives an element further props. Of handlers both are called, its own first, unless that one prevented the default. */
export function withProps(element: ReactElement, added: Props): ReactElement {
  const own = element.props as Props;
  const merged: Props = { ...added };
  for (const [name, value] of Object.entries(added)) {
    const first = own[name];
    if (typeof value !== 'function' || typeof first !== 'function') continue;
    merged[name] = (event: SyntheticEvent) => {
      (first as Handler)(event);
      if (!event.defaultPrevented) (value as Handler)(event);
    };
  }
  return cloneElement(element, merged);
}
