import { ERRORS, type Problem } from '@pulse-io/protocol';

/** What is wrong when there is no backend, in a sentence for whoever calls it. */
export const explainFailure = (error: unknown): string =>
  `The backend in this page or test could not be started: ${error instanceof Error ? error.message : String(error)}`;

/** The answer to every call while there is no backend: trying again is of no use. */
export function failureResponse(error: unknown): Response {
  const { status, title } = ERRORS.internal_error;
  const problem: Problem = {
    ...{ type: '/docs#error-internal_error', title, status, code: 'internal_error' },
    detail: explainFailure(error),
    requestId: crypto.randomUUID(),
    retryable: false,
  };
  const headers = { 'content-type': 'application/problem+json', 'access-control-allow-origin': '*' };
  return new Response(JSON.stringify(problem), { status, headers });
}
