/** What a token says of itself, unchecked: whether it is genuine is the backend's to find out. */
export interface ReadToken {
  user: string | null;
  /** Milliseconds since 1970. */
  issuedAt: number;
}

/** Reads a user token; null for what is none. */
export function peekToken(token: string): ReadToken | null {
  try {
    const [, payload = ''] = token.split('.');
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    );
    const { sub, pulse } = JSON.parse(new TextDecoder().decode(bytes));
    return { user: typeof sub === 'string' ? sub : null, issuedAt: Number(pulse?.issuedAt ?? 0) };
  } catch {
    return null;
  }
}

/** Tokens that count as expired ahead of their time. */
export class ExpiredTokens {
  #cuts: { user: string | undefined; at: number }[] = [];
  /** Made in the very millisecond of a cut, but after it: time may stand still. */
  readonly #later = new Set<string>();

  /** All that were made until `at`, of everybody or of one user. */
  expire(at: number, user: string | undefined): void {
    this.#cuts.push({ user, at });
    this.#later.clear();
  }

  has(token: string): boolean {
    if (this.#cuts.length === 0 || this.#later.has(token)) return false;
    const read = peekToken(token);
    return read !== null && this.#cuts.some(({ user, at }) => read.issuedAt <= at && (user ?? read.user) === read.user);
  }

  /** Whether tokens that are made at `now` must be told to `learn`. */
  asksAt(now: number): boolean {
    return this.#cuts.some(({ at }) => at === now);
  }

  learn(token: string): void {
    this.#later.add(token);
  }

  clear(): void {
    this.#cuts = [];
    this.#later.clear();
  }
}
