/** Statements kept prepared a handle. */
const STATEMENTS = 256;

/** Prepared statements by their SQL, those used last. */
export class StatementCache<Statement> {
  readonly #prepare: (sql: string) => Statement;
  readonly #dispose: (statement: Statement) => void;
  readonly #statements = new Map<string, Statement>();

  /** `dispose` frees what the library does not free by itself. */
  constructor(prepare: (sql: string) => Statement, dispose: (statement: Statement) => void = () => {}) {
    this.#prepare = prepare;
    this.#dispose = dispose;
  }

  get(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) {
      // Last used last, so that what is used rarely is forgotten first.
      this.#statements.delete(sql);
      this.#statements.set(sql, known);
      return known;
    }
    const statement = this.#prepare(sql);
    const oldest = this.#statements.entries().next();
    if (this.#statements.size >= STATEMENTS && !oldest.done) this.#forget(...oldest.value);
    this.#statements.set(sql, statement);
    return statement;
  }

  clear(): void {
    for (const entry of this.#statements) this.#forget(...entry);
  }

  #forget(sql: string, statement: Statement): void {
    this.#statements.delete(sql);
    this.#dispose(statement);
  }
}
