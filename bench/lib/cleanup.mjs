/** What must be undone however this process ends, other than by SIGKILL. */
const pending = new Set();

/** Runs `undo` when the process ends. It must be synchronous. The answer calls it off. */
export function onExit(undo) {
  pending.add(undo);
  return () => void pending.delete(undo);
}

process.on('exit', () => {
  for (const undo of pending) undo();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
// Whoever started this process has gone: nobody waits for what it measures.
process.on('disconnect', () => process.exit(1));
