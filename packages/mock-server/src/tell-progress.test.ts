import { expect, it } from 'vitest';
import { tellProgress } from './tell-progress.js';

it('tells of what takes longer than a second, once a second', () => {
  const lines: string[] = [];
  let now = 0;
  const tell = tellProgress(
    'busy',
    (line) => lines.push(line),
    () => now,
  );
  for (let done = 1; done <= 4_000; done++) {
    now += 1;
    tell({ done, total: 4_000 });
  }
  expect(lines).toEqual([1, 2, 3, 4].map((second) => `Seeding busy: ${second},000 of 4,000`));
});
