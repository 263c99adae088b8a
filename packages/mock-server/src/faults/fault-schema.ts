import { ERRORS, type ErrorCode } from '@pulse-io/protocol';
import { ApiError } from '@pulse-io/server';
import { z } from 'zod';
import { type RouteName, readRouteName } from './route-name.js';

const LONGEST_MS = 600_000;

/** Codes that a server answers with; the others only a client can raise. */
const ANSWERED = (Object.keys(ERRORS) as ErrorCode[]).filter((code) => ERRORS[code].status > 0);

const ms = z.number().min(0).max(LONGEST_MS);
const calls = {
  /** All by default. */
  route: z
    .string()
    .transform((name) => name as RouteName)
    .optional(),
  /** How many calls it strikes; without it all, until it is removed. */
  times: z.int().min(1).optional(),
  /** The share of calls that it strikes, 0 to 1; all by default. */
  rate: z.number().min(0).max(1).optional(),
};

/** Answers with an error, and does nothing else. */
const fail = z.strictObject({
  kind: z.literal('fail'),
  ...calls,
  /** `unavailable` by default. */
  code: z.enum(ANSWERED).optional(),
  /** In the Retry-After of the answer. */
  retryAfterSeconds: z.int().min(0).max(86_400).optional(),
});
/** Lets each call wait, by the mock's clock: `ms`, more or less by up to `jitterMs`. */
const latency = z.strictObject({ kind: z.literal('latency'), ...calls, ms, jitterMs: ms.optional() });
/** Breaks the connection off: before the call is done (`request`, the default), or after it, so that its answer is lost. */
const drop = z.strictObject({
  kind: z.literal('drop'),
  ...calls,
  when: z.enum(['request', 'answer']).optional(),
});
/** The call is done, and its answer ends in the middle. */
const truncate = z.strictObject({ kind: z.literal('truncate'), ...calls });
/** Frames to clients that carry events are lost, sent twice, sent behind the next one, held back, or cut in the middle. */
const frames = z.strictObject({
  kind: z.literal('frames'),
  effect: z.enum(['lose', 'repeat', 'reorder', 'delay', 'truncate']),
  /** Only on sockets of this user. */
  user: z.string().optional(),
  /** Only events of this type. */
  event: z.string().optional(),
  times: z.int().min(1).optional(),
  /** How long `delay` holds a frame and all behind it, and `reorder` waits for the next one; 200 by default. */
  ms: ms.optional(),
});

const faultSchema = z.discriminatedUnion('kind', [fail, latency, drop, truncate, frames]);

/** A fault as it is asked for. */
export type FaultInput = z.input<typeof faultSchema> & { route?: RouteName | undefined };
export type Fault = z.output<typeof faultSchema>;
export type CallFault = Exclude<Fault, { kind: 'frames' }>;
export type FrameFault = Extract<Fault, { kind: 'frames' }>;

const KINDS = ['fail', 'latency', 'drop', 'truncate', 'frames'];

/** Reads a fault; throws `invalid_request` that says what is wrong, and names the known ones where a name is not known. */
export function readFault(input: unknown): Fault {
  const kind = typeof input === 'object' && input !== null && 'kind' in input ? input.kind : undefined;
  if (typeof kind !== 'string' || !KINDS.includes(kind)) {
    const detail = `There is no fault ${String(kind)}. Known are: ${KINDS.join(', ')}.`;
    throw new ApiError('invalid_request', detail, { param: 'kind' });
  }
  const { success, data, error } = faultSchema.safeParse(input);
  if (!success) {
    const [issue] = error.issues;
    const param = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.');
    throw new ApiError('invalid_request', `${param}: ${issue?.message}`, param ? { param } : {});
  }
  if (data.kind !== 'frames') readRouteName(data.route ?? '*');
  return data;
}

/** A fault in words. */
export function describeFault(fault: Fault): string {
  switch (fault.kind) {
    case 'fail':
      return `fail with ${fault.code ?? 'unavailable'}`;
    case 'latency':
      return `wait ${fault.ms} ms${fault.jitterMs ? ` ± ${fault.jitterMs}` : ''}`;
    case 'drop':
      return fault.when === 'answer' ? 'lose the answer' : 'break off the call';
    case 'truncate':
      return 'cut the answer';
    case 'frames':
      return `${fault.effect} frames`;
  }
}
