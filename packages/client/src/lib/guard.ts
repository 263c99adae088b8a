import type { Logger } from './logger.js';

/** Wraps a listener so that its throwing is reported and stops nobody else. */
export const guard =
  <Args extends unknown[]>(listener: (...args: Args) => void, logger: Logger) =>
  (...args: Args): void => {
    try {
      listener(...args);
    } catch (error) {
      logger.error('Pulse: a listener threw.', error);
    }
  };
