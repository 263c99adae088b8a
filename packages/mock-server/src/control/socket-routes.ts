import { identity } from '@pulse-io/protocol/schemas';
import { z } from 'zod';
import { answer, type ControlRoutes } from './control-call.js';
import { readInput } from './read-input.js';

const which = {
  /** Only those of this user. */
  user: identity.optional(),
  /** Only the one of this number. */
  socket: z.int().min(1).optional(),
};
const drop = z.strictObject({ ...which, code: z.int().optional() });
const halfOpen = z.strictObject(which);
const expire = z.strictObject({ user: which.user });

export const socketRoutes: ControlRoutes = {
  'GET /__mock/sockets': ({ mock }) => answer({ data: mock.faults.openSockets() }),
  'POST /__mock/sockets/drop': async ({ mock, request }) =>
    answer({ sockets: mock.faults.dropSockets(given(await readInput(request, drop))) }),
  'POST /__mock/sockets/half-open': async ({ mock, request }) =>
    answer({ sockets: mock.faults.halfOpenSockets(given(await readInput(request, halfOpen))) }),
  'POST /__mock/tokens/expire': async ({ mock, request }) =>
    answer({ sockets: mock.faults.expireTokens(given(await readInput(request, expire))) }),
};

type Given<Type> = { [Key in keyof Type]: Exclude<Type[Key], undefined> };

/** Without what is undefined. */
const given = <Type extends object>(input: Type): Partial<Given<Type>> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Partial<Given<Type>>;
