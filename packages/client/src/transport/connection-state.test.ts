import { describe, expect, it } from 'vitest';
import { type ConnectionEvent, type ConnectionState, transition } from './connection-state.js';

const EVENTS = 'open welcomed resumed recovered lost retry refused revive close'.split(' ') as ConnectionEvent[];

/** The whole table: a row for each state, a column for each event, `-` where the event means nothing. */
const TABLE = `
           | open       | welcomed  | resumed    | recovered | lost    | retry      | refused | revive     | close
idle       | connecting | -         | -          | -         | -       | -          | -       | -          | closed
connecting | -          | connected | recovering | -         | waiting | -          | failed  | -          | closed
connected  | -          | -         | -          | -         | waiting | -          | failed  | -          | closed
recovering | -          | -         | -          | connected | waiting | -          | failed  | -          | closed
waiting    | -          | -         | -          | -         | -       | connecting | -       | connecting | closed
closed     | -          | -         | -          | -         | -       | -          | -       | -          | -
failed     | -          | -         | -          | -         | -       | -          | -       | connecting | closed
`;

const rows = TABLE.trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split('|').map((cell) => cell.trim()) as [ConnectionState, ...string[]]);

describe('the transitions of a connection', () => {
  it.each(
    rows.flatMap(([state, ...targets]) => EVENTS.map((event, i) => [state, event, targets[i] as string] as const)),
  )('%s on %s: %s', (state, event, target) => {
    expect(transition(state, event)).toBe(target === '-' ? null : target);
  });

  it('covers every state and event', () => {
    expect(rows.flatMap(([, ...targets]) => targets)).toHaveLength(7 * 9);
  });
});
