/** Reads the payload of a JWT (RFC 7519) without checking it; of a token of another form it is empty. */
export function readPayload(token: string): Record<string, unknown> {
  try {
    const payload = token.split('.')[1] ?? '';
    return { ...JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))) };
  } catch {
    return {};
  }
}
