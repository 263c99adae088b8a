import { expect } from 'vitest';
import type { RouteName } from '../faults/route-name.js';
import type { EventPart, ReceivedType } from './event-part.js';
import { type HandledOptions, toHaveHandled } from './to-have-handled.js';
import { toHaveReceived, toHaveReceivedTimes, type WaitOptions } from './to-have-received.js';

expect.extend({ toHaveHandled, toHaveReceived, toHaveReceivedTimes });

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /**
     * Of a client: an event of this type has come over one of its sockets, or does so in time. A part names what it
     * must have: of its data, or of the message, activity or member in it. Signals and `presence` are types too.
     * With `not`, waits until nothing is under way any more; calls that are held by a frozen clock are not waited for.
     */
    toHaveReceived<Type extends ReceivedType>(type: Type, part?: EventPart<Type>, options?: WaitOptions): Promise<void>;
    /** As `toHaveReceived`, exactly so often when nothing is under way any more; repeats of an event count once. */
    toHaveReceivedTimes<Type extends ReceivedType>(
      type: Type,
      times: number,
      part?: EventPart<Type>,
      options?: WaitOptions,
    ): Promise<void>;
    /**
     * Of the mock: it has answered a call of this route, or does so in time; with `times` exactly so often, when nothing
     * is under way any more. Rejects with the known routes for one that is not.
     */
    toHaveHandled(route: RouteName, options?: HandledOptions): Promise<void>;
  }
}

export { expect };
