/** The caller's own, where it may be one. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id');
  return given !== null && /^[\w-]{1,64}$/.test(given) ? given : crypto.randomUUID();
}
