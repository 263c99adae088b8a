import { ApiError, readBody } from '@pulse-io/server';
import type { FaultInput } from '../faults/fault-schema.js';
import type { ActiveFault } from '../faults/faults.js';
import { answer, type ControlRoutes, done } from './control-call.js';

const show = ({ id, fault, remaining }: ActiveFault) => ({ id, fault, remaining });

export const faultRoutes: ControlRoutes = {
  'GET /__mock/faults': ({ mock }) => answer({ data: mock.faults.list().map(show) }),
  'POST /__mock/faults': async ({ mock, request }) => {
    const { json } = await readBody(request);
    // `add` checks it whole: it is called from JavaScript too.
    return answer(show(mock.faults.add(json as FaultInput)), 201);
  },
  'DELETE /__mock/faults': ({ mock }) => {
    mock.faults.clear();
    return done();
  },
  'DELETE /__mock/faults/:id': ({ mock, params }) => {
    const fault = mock.faults.list().find(({ id }) => String(id) === params.id);
    if (!fault)
      throw new ApiError('not_found', `There is no fault ${params.id}; it may have struck for the last time.`);
    fault.remove();
    return done();
  },
};
