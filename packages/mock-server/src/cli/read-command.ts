import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { MockServerOptions } from '../create-mock-server.js';
import type { FaultInput } from '../faults/fault-schema.js';
import { nearestName } from '../scenarios/nearest-name.js';
import { DEFAULT_DATA, DEFAULT_HOST, DEFAULT_PORT, FLAGS } from './flags.js';
import { readFailure, readLatency } from './read-fault.js';

export interface Command {
  options: MockServerOptions;
  /** A scenario's name or file. */
  seed?: string;
  faults: FaultInput[];
  /** How what happens is told. */
  output: 'lines' | 'json' | 'none';
}

/** Reads a command line; null when help was asked for. Throws an error that says what is wrong with it. */
export function readCommand(argv: string[]): Command | null {
  const values = parse(argv);
  if (values.help) return null;
  if (values.memory && values.data !== undefined) {
    throw new Error('--memory keeps nothing and --data keeps it in a folder: give one of them.');
  }
  if (values.json && values.quiet) throw new Error('--json tells what happens and --quiet nothing: give one of them.');
  const port = readInteger('--port', values.port ?? String(DEFAULT_PORT), 65_535, 'a port');
  const randomSeed = values['random-seed'];
  return {
    options: {
      port,
      host: values.host ?? DEFAULT_HOST,
      ...(values.memory ? {} : { data: resolve(values.data ?? DEFAULT_DATA) }),
      ...(randomSeed === undefined
        ? {}
        : { randomSeed: readInteger('--random-seed', randomSeed, 2 ** 32 - 1, 'a whole number below 2^32') }),
    },
    ...(values.seed === undefined ? {} : { seed: values.seed }),
    faults: [
      ...(values.latency === undefined ? [] : [readLatency(values.latency)]),
      ...(values.fail ?? []).map(readFailure),
    ],
    output: values.json ? 'json' : values.quiet ? 'none' : 'lines',
  };
}

function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: FLAGS }).values;
  } catch (error) {
    const [, unknown] = /^Unknown option '--?([^'\s]+)'/.exec((error as Error).message) ?? [];
    if (unknown === undefined) throw error;
    const nearest = nearestName(unknown, Object.keys(FLAGS));
    const hint = nearest === null ? '' : ` Did you mean --${nearest}?`;
    throw new Error(`There is no option --${unknown}.${hint}`, { cause: error });
  }
}

function readInteger(flag: string, text: string, highest: number, what: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value <= highest) return value;
  throw new Error(`${flag} ${text} is not ${what}.`);
}
