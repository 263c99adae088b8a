import type { Stage } from './stage.js';

/** What a failed test's errors have, as vitest keeps them. */
interface ReportedError {
  message: string;
  stack?: string | undefined;
}

/** What happened, for the error of a test that failed, and how to have it again. */
export function describeStage({ mock, journal }: Stage): string {
  const { randomSeed } = mock;
  return `Pulse mock: random seed ${randomSeed} (PULSE_SEED=${randomSeed} has it again); ${journal.describe()}`;
}

/** Puts what happened behind an error's message, wherever it is printed from. */
export function appendToError(error: ReportedError, text: string): void {
  const { message, stack } = error;
  error.message = `${message}\n\n${text}`;
  // Some reporters print the stack alone, which begins with the message.
  if (stack?.includes(message)) error.stack = stack.replace(message, () => error.message);
}

/** Fails a test whose backend failed. */
export class BackendFailedError extends Error {
  override readonly name = 'BackendFailedError';

  constructor(errors: readonly string[]) {
    super(
      `The backend failed during this test, whatever the test itself saw:\n${errors.map((e) => `  ${e}`).join('\n')}`,
    );
    // Nothing in it is the test's.
    this.stack = `${this.name}: ${this.message}`;
  }
}
