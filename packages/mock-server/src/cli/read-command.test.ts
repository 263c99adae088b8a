import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCommand } from './read-command.js';
import { usage } from './usage.js';

describe('the command line', () => {
  it('has defaults that keep the data in a folder, for this machine alone', () => {
    expect(readCommand([])).toEqual({
      options: { port: 8081, host: '127.0.0.1', data: resolve('.pulse') },
      faults: [],
      output: 'lines',
    });
  });

  it('takes everything at once', () => {
    const argv = '--port 0 --host ::1 --memory --seed team --random-seed 7 --latency 200±50 --fail 10% --json'.split(
      ' ',
    );
    expect(readCommand([...argv, '--fail', 'addActivity=rate_limited', '--fail', 'GET /v1/channels'])).toEqual({
      options: { port: 0, host: '::1', randomSeed: 7 },
      seed: 'team',
      faults: [
        { kind: 'latency', ms: 200, jitterMs: 50 },
        { kind: 'fail', rate: 0.1 },
        { kind: 'fail', route: 'addActivity', code: 'rate_limited' },
        { kind: 'fail', route: 'GET /v1/channels' },
      ],
      output: 'json',
    });
  });

  it.each([
    ['200', { ms: 200 }],
    ['200+-50', { ms: 200, jitterMs: 50 }],
    ['200 ± 50ms', { ms: 200, jitterMs: 50 }],
  ])('reads the latency %s', (text, fault) => {
    expect(readCommand(['--latency', text])?.faults).toEqual([{ kind: 'latency', ...fault }]);
  });

  it.each([
    [['--port', '65536'], '--port 65536 is not a port'],
    [['--port', '-1'], '--port'],
    [['--port', '8e3'], 'is not a port'],
    [['--random-seed', '1.5'], 'is not a whole number'],
    [['--latency', 'long'], 'such as 200 or 200±50'],
    [['--latency', '700000'], 'ms'],
    [['--fail', '1.5'], 'is no share'],
    [['--fail', 'bake'], 'Known are: *, '],
    [['--fail', 'addActivity=tired'], 'rate_limited'],
    [['--fail', 'addActivity=timeout'], 'rate_limited'],
    [['--memory', '--data', 'x'], 'give one of them'],
    [['--json', '--quiet'], 'give one of them'],
    [['--lattency', '5'], 'There is no option --lattency. Did you mean --latency?'],
    [['--zzzzzzzzzz'], 'There is no option --zzzzzzzzzz.'],
    [['--seed'], '--seed'],
    [['stray'], 'stray'],
  ])('refuses %j and says why', (argv, text) => {
    expect(() => readCommand(argv)).toThrow(text);
  });

  it('explains every flag and scenario, in lines that fit', () => {
    expect(readCommand(['--help'])).toBeNull();
    expect(readCommand(['-h'])).toBeNull();
    const help = usage((text) => text);
    for (const word of [
      '--port',
      '--memory',
      '--latency',
      '--fail',
      '--random-seed',
      '--json',
      '--quiet',
      'edge-cases',
    ]) {
      expect(help).toContain(word);
    }
    for (const line of help.split('\n')) expect(line.length).toBeLessThanOrEqual(102);
  });
});
