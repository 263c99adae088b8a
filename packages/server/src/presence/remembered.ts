/** Users that are gone and still remembered, some 100 bytes each; beyond it those gone longest were never seen. */
const REMEMBERED_USERS = 100_000;

/** Something of users who are gone, in as little memory as may be. */
export class Remembered<Value> {
  readonly #max: number;
  /** By project and user, in the order in which they went. */
  readonly #values = new Map<string, Value>();

  constructor(max = REMEMBERED_USERS) {
    this.#max = max;
  }

  remember(projectId: string, userId: string, value: Value): void {
    const key = `${projectId}/${userId}`;
    this.#values.delete(key);
    this.#values.set(key, value);
    const oldest = this.#values.keys().next();
    if (this.#values.size > this.#max && !oldest.done) this.#values.delete(oldest.value);
  }

  recall(projectId: string, userId: string): Value | null {
    return this.#values.get(`${projectId}/${userId}`) ?? null;
  }

  /** Recalls a user who has come back, and forgets it. */
  take(projectId: string, userId: string): Value | null {
    const value = this.recall(projectId, userId);
    this.#values.delete(`${projectId}/${userId}`);
    return value;
  }

  clear(): void {
    this.#values.clear();
  }
}
