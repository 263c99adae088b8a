import { parseArgs } from 'node:util';
import { OWN_KEY_ID } from '@pulse-io/server';
import {
  AREAS,
  type CaseResult,
  ConformanceError,
  type ConformanceOptions,
  type ConformanceReport,
  runConformance,
} from './conformance.js';
import { DEV_API_KEY, DEV_API_SECRET, DEV_TOKEN_SECRET } from './dev-project.js';

const DEFAULT_URL = 'http://localhost:8081';

const USAGE = `Usage: pulse-mock-server conformance [options]

Asks a server of the Pulse protocol whether it does all that is required of one.

  --url <address>        where the server is (default ${DEFAULT_URL})
  --key <key>            API key of a project (default ${DEV_API_KEY})
  --secret <secret>      its secret (default ${DEV_API_SECRET})
  --only <area or name>  some cases only; may be repeated. Areas: ${AREAS.join(', ')}
  --concurrency <n>      cases at a time (default 8)
  --json                 the report as JSON on standard output, and nothing else there
  --token-secret <s>     what the server signs tokens with, for cases that need tokens of their own making
  --token-issuer <iss>   the id of that key (default ${OWN_KEY_ID})
  --other-key <key>      another project of the same server, for cases about what crosses projects
  --other-secret <s>     its secret
  --help                 this text

Ends with 0 when nothing failed, 1 when something did or the server is not there, 2 when the options are wrong.
`;

const MISUSE = 2;
const INTERRUPTED = 130;

interface Command {
  options: ConformanceOptions;
  json: boolean;
}

/** Runs the suite as a command: progress, a summary, and the exit code. Ctrl-C ends it and takes back what it made. */
export async function runConformanceCommand(argv: string[]): Promise<void> {
  const command = readCommand(argv);
  if (!command) return;
  const { options, json } = command;
  const interruption = new AbortController();
  const stop = () => {
    // A second Ctrl-C means now.
    if (interruption.signal.aborted) process.exit(INTERRUPTED);
    interruption.abort(new Error('Stopped.'));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    const report = await runConformance({
      ...options,
      signal: interruption.signal,
      ...(json ? {} : { onResult: (result: CaseResult) => console.log(toLine(result)) }),
    });
    console.log(json ? JSON.stringify(report, null, 2) : toSummary(report, options.baseUrl));
    process.exitCode = report.failed === 0 ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = interruption.signal.aborted ? INTERRUPTED : exitCodeOf(error);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

const exitCodeOf = (error: unknown): number =>
  error instanceof ConformanceError && error.reason === 'selection' ? MISUSE : 1;

function readCommand(argv: string[]): Command | null {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        url: { type: 'string', default: DEFAULT_URL },
        key: { type: 'string', default: DEV_API_KEY },
        secret: { type: 'string' },
        only: { type: 'string', multiple: true },
        concurrency: { type: 'string', default: '8' },
        json: { type: 'boolean', default: false },
        'token-secret': { type: 'string' },
        'token-issuer': { type: 'string', default: OWN_KEY_ID },
        'other-key': { type: 'string' },
        'other-secret': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(USAGE);
      return null;
    }
    const isDev = values.key === DEV_API_KEY;
    if (!/^https?:\/\//.test(values.url) || !URL.canParse(values.url)) {
      throw new Error(`--url ${values.url} is no http address.`);
    }
    const secret = values.secret ?? (isDev ? DEV_API_SECRET : undefined);
    if (secret === undefined) throw new Error(`--key ${values.key} needs its --secret.`);
    const concurrency = Number(values.concurrency);
    if (!Number.isInteger(concurrency) || concurrency < 1) {
      throw new Error(`--concurrency ${values.concurrency} is no whole number above 0.`);
    }
    const { 'other-key': otherKey, 'other-secret': otherSecret } = values;
    if ((otherKey === undefined) !== (otherSecret === undefined)) {
      throw new Error('--other-key and --other-secret go together.');
    }
    const tokenSecret = values['token-secret'] ?? (isDev ? DEV_TOKEN_SECRET : undefined);
    return {
      json: values.json,
      options: {
        ...{ baseUrl: values.url, apiKey: values.key, apiSecret: secret, concurrency },
        ...(values.only ? { only: values.only } : {}),
        ...(tokenSecret === undefined ? {} : { signingKey: { id: values['token-issuer'], secret: tokenSecret } }),
        ...(otherKey === undefined || otherSecret === undefined
          ? {}
          : { otherProject: { apiKey: otherKey, apiSecret: otherSecret } }),
      },
    };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exitCode = MISUSE;
    return null;
  }
}

const SIGNS = { passed: '✓', failed: '✗', skipped: '-' } as const;

function toLine({ name, status, ms, error = '', requirement }: CaseResult): string {
  const head = `${SIGNS[status]} ${name}`;
  if (status === 'passed') return `${head} (${ms} ms)`;
  if (status === 'skipped') return `${head}: ${error}`;
  return `${head}\n    ${requirement}\n${error.replaceAll(/^/gm, '    ')}`;
}

function toSummary({ passed, failed, skipped, results }: ConformanceReport, url: string): string {
  const names = results.filter(({ status }) => status === 'failed').map(({ name }) => `  ${name}`);
  return [`\n${passed} passed, ${failed} failed, ${skipped} skipped at ${url}`, ...names].join('\n');
}
