import { announce, announceAsJson } from './cli/announce.js';
import { type Command, readCommand } from './cli/read-command.js';
import { stopOnSignal } from './cli/stop-on-signal.js';
import { usage } from './cli/usage.js';
import { createMockServer } from './create-mock-server.js';
import { paintFor } from './inspector/paint.js';

/** Exit code of a command line that cannot be understood. */
const MISUSE = 2;

/** Runs the command until Ctrl-C; exits with 1 when the server cannot start, 2 when the options are wrong. */
export async function runCli(argv: string[]): Promise<void> {
  if (argv[0] === 'conformance') {
    const { runConformanceCommand } = await import('./run-conformance-command.js');
    return runConformanceCommand(argv.slice(1));
  }
  try {
    const command = readCommand(argv);
    if (command) await start(command);
    else console.log(usage(bold));
  } catch (error) {
    fail(`${messageOf(error)}\nSee pulse-mock-server --help.`, MISUSE);
  }
}

async function start({ options, seed, faults, output }: Command): Promise<void> {
  try {
    const seeding = seed === undefined ? {} : await (await import('./cli/read-seed.js')).readSeed(seed);
    const server = await createMockServer({ ...options, ...seeding });
    for (const fault of faults) server.faults.add(fault);
    console.log(output === 'json' ? announceAsJson(server, options.data) : announce(server, options.data, bold));
    if (output !== 'none') {
      const { printEntries } = await import('./inspector/print-entries.js');
      printEntries(server.events, process.stdout, output);
    }
    stopOnSignal(server.close);
  } catch (error) {
    fail(messageOf(error), 1);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Bold where the terminal has it and NO_COLOR is unset. */
const bold = (text: string): string => paintFor(process.stdout)('bold', text);

function fail(message: string, code: number): void {
  console.error(message);
  process.exitCode = code;
}
