#!/usr/bin/env node
/** The mock server's command. SQLite's ExperimentalWarning of Node 22–24 is kept off the screen: before anything loads it. */
const { emitWarning } = process;
process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
  if (!String(warning).includes('SQLite is an experimental feature')) {
    Reflect.apply(emitWarning, process, [warning, ...rest]);
  }
}) as typeof process.emitWarning;

const { runCli } = await import('./run-cli.js');
await runCli(process.argv.slice(2));

export {};
