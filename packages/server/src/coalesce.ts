/**
 * Runs one at a time: calls that come while it runs are answered together by one more run, which sees all that was
 * there when they came. The work must not reject.
 */
export function coalesce(work: () => Promise<void>): () => void {
  let state: 'idle' | 'running' | 'again' = 'idle';
  async function run(): Promise<void> {
    do {
      state = 'running';
      await work();
    } while (isAgain());
    state = 'idle';
  }
  const isAgain = () => state === 'again';
  return () => {
    if (state === 'idle') void run();
    else state = 'again';
  };
}
