import { beforeAll, describe, expect, it } from 'vitest';
import { type Outcomes, runSpecs } from '../testing/run-specs.js';

/** A vitest of their own takes seconds to start, more where the machine is busy. */
const SPECS_MS = 60_000;

describe('specs that an app might have', () => {
  let outcomes: Outcomes;
  beforeAll(async () => {
    outcomes = await runSpecs([], { PULSE_SEED: '11' });
  }, SPECS_MS);
  const outcome = (title: string): string => outcomes.get(title) ?? 'there is no such spec';

  describe('in the matchers’ words', () => {
    it('tell what came, nearest first', () => {
      expect(outcome('another text')).toContain(
        [
          'leo was to receive chat.message.new with {"text": StringMatching /^Hi/, "userId": "maya"}, and did not within 50 ms.',
          'It received, nearest first:',
          '  chat.message.new in chat:quickstart at 4',
          '    message.text is "Hello", not StringMatching /^Hi/',
          '  typing_started of maya in chat:quickstart',
        ].join('\n'),
      );
    });

    it('tell of an event that went elsewhere', () => {
      expect(outcome('no socket')).toContain(
        [
          'It opened no socket: nothing comes before something is watched.',
          'The backend has published one that fits: chat.message.new in chat:quickstart at 4. Was that channel watched?',
        ].join('\n'),
      );
    });

    it('tell what was not to come', () => {
      expect(outcome('received after all')).toContain(
        'leo was not to receive chat.message.new with {"text": "Hi"}, and did:\n  chat.message.new in chat:quickstart at 4',
      );
      expect(outcome('too often')).toContain(
        [
          'leo was to receive chat.message.new with {"text": "Hi"} 1 times, and received it 2 times.',
          'It received, nearest first:',
          '  chat.message.new in chat:quickstart at 5',
          '  chat.message.new in chat:quickstart at 4',
        ].join('\n'),
      );
    });

    it('tell which calls came, nearest first', () => {
      expect(outcome('another code')).toContain(
        [
          'The mock was to handle sendMessage, code "conflict", user "maya"; it did so 0 times. It handled, nearest first:',
          '  POST /v1/channels/quickstart/messages → 403 forbidden (maya)',
          '    code is "forbidden", not "conflict"',
          '  GET /v1/channels/quickstart',
        ].join('\n'),
      );
    });

    it('refuse what they are not for', () => {
      expect(outcome('an unknown route')).toContain('There is no route POST /v1/nothing. Known are: *, createToken');
      expect(outcome('no client')).toContain('toHaveReceived is for clients that the fixtures');
      expect(outcome('no mock')).toContain('toHaveHandled is for the `mock` of pulseTest.');
    });

    it('say so where nothing can be said yet', () => {
      expect(outcome('nobody answers')).toContain('cannot be told: 1 of the calls made are not answered yet');
    });
  });

  describe('whose tests fail', () => {
    it('tell what happened at the mock, and of no token', () => {
      const report = outcome('a plain failure');
      expect(report).toMatch(/AssertionError: expected .* to deeply equal/);
      expect(report).toMatch(/Pulse mock: random seed (\d+) \(PULSE_SEED=\1 has it again\); all that happened at it/);
      expect(report).toMatch(/\+\d+ ms {2}POST \/v1\/tokens\/dev → 201\n.*socket 1 opened/);
      expect(report).toContain('GET /v1/channels/quickstart → 200 (maya)');
      expect([...outcomes.values()].join()).not.toContain('eyJ');
    });

    it('tell what their clients logged', () => {
      expect(outcome('a client that warns')).toMatch(/maya warns: .*\n/);
    });

    it('leave alone those without a mock, and those that pass at last', () => {
      expect(outcome('without the mock')).not.toContain('Pulse mock');
      expect(outcome('fails at first, then passes')).toBe('passed');
      expect(outcome('passes beside it')).toBe('passed');
    });

    it('fail for a backend that does, even where the test saw nothing', () => {
      const report = outcome('a backend that fails, unseen by the test');
      expect(report).toContain('The backend failed during this test, whatever the test itself saw:\n  a call failed');
      expect(report).toContain('RangeError: Invalid time value');
      expect(report).toContain('POST /v1/tokens/dev → 500 internal_error');
    });

    it('say which scenarios there are', () => {
      expect(outcome('does not begin')).toContain('There is no scenario nothing. Known are:');
    });
  });

  it('pass side by side, each with a backend of its own', () => {
    const names = Array.from({ length: 8 }, (_, at) => `no. ${at}`);
    expect(names.map(outcome)).toEqual(names.map(() => 'passed'));
  });

  it('pass with fake timers of vitest', () => {
    expect(outcome('with fake timers of vitest')).toBe('passed');
  });

  it('have the same ids for the same seed', { timeout: SPECS_MS }, async () => {
    const again = await runSpecs(['seed'], { PULSE_SEED: '11' });
    const drawn = (run: Outcomes, title = 'what is drawn') => /drew (.*) by (\d+)\./.exec(run.get(title) ?? '');
    expect(drawn(outcomes)?.slice(1)).toEqual([expect.stringMatching(/^\w{26}\/\w{26}$/), '11']);
    expect(drawn(again)?.[1]).toBe(drawn(outcomes)?.[1]);
    const other = drawn(outcomes, 'what is drawn by a seed of its own');
    expect(other?.[2]).toBe('7');
    expect(other?.[1]).not.toBe(drawn(outcomes)?.[1]);
  });
});
