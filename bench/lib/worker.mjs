import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onExit } from './cleanup.mjs';

/**
 * Starts a module in a process of its own; `call` runs a function that it exposes. The process ends by `stop`, or
 * with this one.
 */
export function startWorker(module) {
  const child = fork(fileURLToPath(module), {
    execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
    // Latencies come as typed arrays.
    serialization: 'advanced',
  });
  const calledOff = onExit(() => child.kill('SIGTERM'));
  const waiting = new Map();
  let lastId = 0;
  child.on('message', ({ id, error, value }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) resolve(value);
    else reject(new Error(`${module.pathname.split('/').at(-1)}: ${error}`));
  });
  const exited = once(child, 'exit').then(([code, signal]) => {
    calledOff();
    for (const { reject } of waiting.values()) reject(new Error(`${module.pathname} ended with ${code ?? signal}.`));
  });
  return {
    call: (name, input) =>
      new Promise((resolve, reject) => {
        waiting.set(++lastId, { resolve, reject });
        child.send({ id: lastId, name, input });
      }),
    async stop() {
      child.disconnect();
      await exited;
    },
  };
}
