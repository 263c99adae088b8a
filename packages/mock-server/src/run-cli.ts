import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createMockServer } from './create-mock-server.js';
import { isScenarioFile, loadScenarioFile } from './load-scenario-file.js';
import { SCENARIOS } from './scenarios/scenarios.js';
import { tellProgress } from './tell-progress.js';

const DEFAULT_PORT = 8081;
const DEFAULT_DATA = '.pulse';

const USAGE = `Usage: pulse-mock-server [options]
       pulse-mock-server conformance [options]   asks any server whether it keeps to the protocol

Starts the whole Pulse backend for development, with the project pulse_key_dev / pulse_secret_dev.

  --port <port>      port to listen on (default ${DEFAULT_PORT})
  --host <host>      address to listen on (default 127.0.0.1, this machine alone)
  --data <folder>    folder that keeps the data (default ${DEFAULT_DATA})
  --seed <scenario>  seed data: a name of those below, or a file of your own (.json, .js, .mjs, .ts)
  --help             this text

Seed data:
${SCENARIOS.map(({ name, description }) => `  ${name.padEnd(12)} ${description}`).join('\n')}
`;

/** Exit code of a command line that cannot be understood. */
const MISUSE = 2;

/** Runs the command until Ctrl-C; exits with 1 when the server cannot start, 2 when the options are wrong. */
export async function runCli(argv: string[]): Promise<void> {
  if (argv[0] === 'conformance') {
    const { runConformanceCommand } = await import('./run-conformance-command.js');
    return runConformanceCommand(argv.slice(1));
  }
  const options = readOptions(argv);
  if (!options) return;
  try {
    const { seed, ...rest } = options;
    const server = await createMockServer({ ...rest, ...(seed === undefined ? {} : await readSeed(seed)) });
    console.log(`Pulse is listening on ${server.url}
  API key      ${server.apiKey}
  API secret   ${server.apiSecret}
  reference    ${server.url}/docs
  data         ${options.data}
Stop it with Ctrl-C.`);
    stopOnSignal(server.close);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error), 1);
  }
}

/** The scenario of a name or a file, and who tells how far seeding it has come. */
async function readSeed(seed: string) {
  const onSeedProgress = tellProgress(seed, console.error, performance.now.bind(performance));
  if (!isScenarioFile(seed)) return { scenario: seed, onSeedProgress };
  return { scenario: await loadScenarioFile(resolve(seed)), onSeedProgress };
}

function readOptions(argv: string[]) {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        port: { type: 'string', default: String(DEFAULT_PORT) },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string', default: DEFAULT_DATA },
        seed: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(USAGE);
      return undefined;
    }
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is not a port.`);
    return {
      port,
      host: values.host,
      data: resolve(values.data),
      seed: values.seed,
    };
  } catch (error) {
    fail(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, MISUSE);
    return undefined;
  }
}

function fail(message: string, code: number): void {
  console.error(message);
  process.exitCode = code;
}

function stopOnSignal(close: () => Promise<void>): void {
  let stopping = false;
  const stop = () => {
    // A second Ctrl-C means now.
    if (stopping) process.exit(130);
    stopping = true;
    close().then(
      () => process.exit(0),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
