import { expect, test } from 'vitest';
import { coalesce } from './coalesce.js';
import { settle } from './testing/fake-clock.js';

test('coalesce runs once more for all calls that came while it ran, and not again', async () => {
  let runs = 0;
  let finish = () => {};
  const call = coalesce(() => {
    runs++;
    return new Promise<void>((resolve) => {
      finish = resolve;
    });
  });
  call();
  call();
  call();
  expect(runs).toBe(1);
  finish();
  await settle();
  expect(runs).toBe(2);
  finish();
  await settle();
  expect(runs).toBe(2);
  call();
  expect(runs).toBe(3);
});
