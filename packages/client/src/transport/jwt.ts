/** What the client reads of a token; it never judges one. */
export interface TokenClaims {
  /** When it ends, in milliseconds since 1970; undefined when the token does not say. */
  expiresAtMs: number | undefined;
  /** The user. */
  identity: string | undefined;
}

/** Reads the payload of a JWT (RFC 7519) without checking it; of a token of another form it is empty. */
export function readPayload(token: string): Record<string, unknown> {
  try {
    const payload = token.split('.')[1] ?? '';
    return { ...JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))) };
  } catch {
    return {};
  }
}

/** Reads what the client needs of a token; one of another form tells nothing. */
export function readClaims(token: string): TokenClaims {
  const { exp, sub } = readPayload(token);
  return {
    expiresAtMs: typeof exp === 'number' ? exp * 1000 : undefined,
    identity: typeof sub === 'string' ? sub : undefined,
  };
}
