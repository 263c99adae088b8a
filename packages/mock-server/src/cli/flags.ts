import { SCENARIOS } from '../scenarios/scenarios.js';

export const DEFAULT_PORT = 8081;
export const DEFAULT_HOST = '127.0.0.1';
export const DEFAULT_DATA = '.pulse';

/** What the command takes, as `parseArgs` wants it. */
export const FLAGS = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  memory: { type: 'boolean' },
  seed: { type: 'string' },
  latency: { type: 'string' },
  fail: { type: 'string', multiple: true },
  'random-seed': { type: 'string' },
  json: { type: 'boolean' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Line = [flag: string, meaning: string];

/** The flags as the help shows them. */
export const FLAG_GROUPS: readonly { title: string; lines: readonly Line[] }[] = [
  {
    title: 'Server',
    lines: [
      ['--port <port>', `port to listen on (default ${DEFAULT_PORT}; 0 takes any free one)`],
      ['--host <host>', `address to listen on (default ${DEFAULT_HOST}, this machine alone)`],
    ],
  },
  {
    title: 'Data',
    lines: [
      ['--data <folder>', `folder that keeps the data (default ${DEFAULT_DATA})`],
      ['--memory', 'no folder: everything is gone at the end'],
      [
        '--seed <scenario>',
        'data to begin with: a scenario of those below, or a file of your own (.json, .js, .mjs, .ts)',
      ],
      ['--random-seed <n>', 'what ids and all randomness are made of, to have them again'],
    ],
  },
  {
    title: 'Faults',
    lines: [
      ['--latency <ms>[±<jitter>]', 'every call takes so much longer: 200, or 200±50 (or 200+-50)'],
      ['--fail <rate>', 'this share of all calls fails with unavailable: 0.1, or 10%'],
      ['--fail <route>[=<code>]', 'all calls of a route fail, with unavailable or the code; may be repeated'],
    ],
  },
  {
    title: 'Output',
    lines: [
      ['--json', 'one JSON object a line on standard output, and nothing else there'],
      ['--quiet', 'no line for what happens'],
      ['-h, --help', 'this text'],
    ],
  },
  {
    title: 'Scenarios',
    lines: SCENARIOS.map(({ name, description }): Line => [name, description]),
  },
];

export const EXAMPLES: readonly string[] = [
  'pulse-mock-server --memory --seed team',
  'pulse-mock-server --latency 300±100 --fail 5%',
  "pulse-mock-server --fail addActivity=rate_limited --fail 'GET /v1/channels'",
];
