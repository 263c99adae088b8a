import { ApiError } from '@pulse-io/server';
import { z } from 'zod';
import type { MockClock } from '../mock-clock.js';
import { answer, type ControlRoutes } from './control-call.js';
import { readInput } from './read-input.js';

/** A month: all that comes due on the way is done, which takes some seconds a day. */
const LONGEST_MS = 31 * 86_400_000;

const move = z
  .strictObject({
    advanceMs: z.number().min(0).max(LONGEST_MS).optional(),
    /** RFC 3339; not before what the clock says. */
    now: z.iso.datetime({ offset: true }).optional(),
    freeze: z.literal(true).optional(),
    resume: z.literal(true).optional(),
  })
  .refine((input) => Object.values(input).filter((value) => value !== undefined).length === 1, {
    error: 'give one of advanceMs, now, freeze and resume',
  });

const show = (clock: MockClock) => answer({ now: new Date(clock.now()).toISOString(), frozen: clock.frozen });

export const clockRoutes: ControlRoutes = {
  'GET /__mock/clock': ({ mock }) => show(mock.clock),
  'POST /__mock/clock': async ({ mock: { clock }, request }) => {
    const { advanceMs, now, freeze, resume } = await readInput(request, move);
    if (advanceMs !== undefined) await clock.advance(advanceMs);
    if (now !== undefined) {
      if (new Date(now).getTime() - clock.now() > LONGEST_MS) {
        throw new ApiError('invalid_request', 'Time moves on by 31 days at a time at most.', { param: 'now' });
      }
      await clock.set(now);
    }
    if (freeze) clock.freeze();
    if (resume) clock.resume();
    return show(clock);
  },
};
