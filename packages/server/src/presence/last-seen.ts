/** Users that are gone and still remembered, some 100 bytes each; beyond it those gone longest were never seen. */
const REMEMBERED_USERS = 100_000;

/** When users who are gone were last present, in as little memory as may be. */
export class LastSeen {
  readonly #max: number;
  /** Milliseconds by project and user, in the order in which they went. */
  readonly #times = new Map<string, number>();

  constructor(max = REMEMBERED_USERS) {
    this.#max = max;
  }

  remember(projectId: string, userId: string, at: number): void {
    const key = `${projectId}/${userId}`;
    this.#times.delete(key);
    this.#times.set(key, at);
    const oldest = this.#times.keys().next();
    if (this.#times.size > this.#max && !oldest.done) this.#times.delete(oldest.value);
  }

  recall(projectId: string, userId: string): number | null {
    return this.#times.get(`${projectId}/${userId}`) ?? null;
  }

  /** Recalls a user who has come back, and forgets it. */
  take(projectId: string, userId: string): number | null {
    const at = this.recall(projectId, userId);
    this.#times.delete(`${projectId}/${userId}`);
    return at;
  }

  clear(): void {
    this.#times.clear();
  }
}
