import { eventSchema } from '@pulse-io/protocol/server-frames';
import { describe, expect, it } from 'vitest';
import { expectEqual, expectMatch } from './expectations.js';
import { explainIssues } from './explain-issues.js';
import { shorten } from './shorten.js';
import { Trace } from './trace.js';

describe('what a report says', () => {
  it('names the first place where two values differ', () => {
    const was = { a: [{ b: 1 }, { b: 2 }] };
    expect(() => expectEqual(was, { a: [{ b: 1 }, { b: 3 }] }, 'x')).toThrow('expected x.a[1].b to be 3, came 2');
    expect(() => expectEqual(was, { a: [] }, 'x')).toThrow('expected x.a to be [], came [{"b":1},{"b":2}]');
    expect(() => expectEqual({ a: 1, more: 2 }, { a: 1 }, 'x')).toThrow('expected x.more to be nothing, came 2');
    expect(() => expectMatch({ a: 1, more: 2 }, { a: 1 }, 'x')).not.toThrow();
    expect(() => expectMatch({}, { a: null }, 'x')).toThrow('expected x.a to be null, came nothing');
  });

  it('names the field that keeps a frame from fitting', () => {
    const { error } = eventSchema.safeParse({ type: 'feed.activity.removed', data: { feed: 'x' } });
    expect(error && explainIssues(error, 'frame')).toMatch(/^frame\.ch: .*; and \d+ more$/);
  });

  it('is short, and tells no secrets', () => {
    const text = `pulse_secret_abc-1 eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.abc\n ${'x'.repeat(400)}`;
    expect(shorten(text)).toMatch(/^<secret> <token> x+… \(\d+ characters\)$/);
  });

  it('has the last requests and frames', () => {
    const trace = new Trace();
    for (let n = 1; n <= 6; n++) trace.add(`line ${n}`);
    expect(trace.toString()).toBe('  … 2 before\n  line 3\n  line 4\n  line 5\n  line 6');
  });
});
