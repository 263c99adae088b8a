import { type FaultInput, readFault } from '../faults/fault-schema.js';
import type { RouteName } from '../faults/route-name.js';

/** `200` or `200±50`, in milliseconds. Throws an error that says how it is written. */
export function readLatency(text: string): FaultInput {
  const [, ms, jitter] = /^(\d+)(?:(?:±|\+-|\+\/-)(\d+))?(?:ms)?$/.exec(text.replaceAll(' ', '')) ?? [];
  if (ms === undefined) throw new Error(`--latency ${text} is no time: give milliseconds, such as 200 or 200±50.`);
  return checked({ kind: 'latency', ms: Number(ms), ...(jitter === undefined ? {} : { jitterMs: Number(jitter) }) });
}

/** A share of all calls (`0.1`, `10%`), or a route with a code (`addActivity=rate_limited`). Throws for names that nobody knows. */
export function readFailure(text: string): FaultInput {
  const share = /^(\d+(?:\.\d+)?|\.\d+)(%?)$/.exec(text);
  if (share) {
    const rate = Number(share[1]) / (share[2] ? 100 : 1);
    if (rate > 1) throw new Error(`--fail ${text} is no share: give 0 to 1, such as 0.1, or 10%.`);
    return checked({ kind: 'fail', rate });
  }
  const [, route = text, code] = /^(.+)=(\w+)$/.exec(text) ?? [];
  const fault = { kind: 'fail', route: route as RouteName, ...(code === undefined ? {} : { code }) };
  return checked(fault as FaultInput);
}

function checked(fault: FaultInput): FaultInput {
  readFault(fault);
  return fault;
}
