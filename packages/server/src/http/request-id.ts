const PATTERN = /^[\w-]{1,64}$/;

/** The caller's `X-Request-Id` where it is well-formed, else a new one. */
export function requestIdOf(request: Request, nextId: () => string): string {
  const given = request.headers.get('x-request-id');
  return given !== null && PATTERN.test(given) ? given : nextId();
}
