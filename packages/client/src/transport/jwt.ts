/** What the client reads of a token; it never judges one. */
export interface TokenClaims {
  /** When it ends, in milliseconds since 1970; undefined when the token does not say. */
  expiresAtMs: number | undefined;
  /** The user. */
  identity: string | undefined;
}

/** Reads the payload of a JWT (RFC 7519) without checking it; a token of another form tells nothing. */
export function readClaims(token: string): TokenClaims {
  try {
    const payload = token.split('.')[1] ?? '';
    const { exp, sub } = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))) as Record<string, unknown>;
    return {
      expiresAtMs: typeof exp === 'number' ? exp * 1000 : undefined,
      identity: typeof sub === 'string' ? sub : undefined,
    };
  } catch {
    return { expiresAtMs: undefined, identity: undefined };
  }
}
