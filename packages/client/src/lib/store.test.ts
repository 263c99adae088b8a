import { expect, it, vi } from 'vitest';
import { QuietLogger } from '../testing/fakes.js';
import { Store } from './store.js';

it('answers the same snapshot and calls nobody while nothing changes', () => {
  const store = new Store({ n: 1 }, new QuietLogger());
  const listener = vi.fn();
  store.subscribe(listener);
  const before = store.getSnapshot();
  store.set(before);
  expect(store.getSnapshot()).toBe(before);
  expect(listener).not.toHaveBeenCalled();
});

it('tells every subscriber of a change until it unsubscribes, also behind one that throws', () => {
  const store = new Store(1, new QuietLogger());
  const seen: number[] = [];
  store.subscribe(() => {
    throw new Error('mine');
  });
  const end = store.subscribe(() => seen.push(store.getSnapshot()));
  store.set(2);
  end();
  store.set(3);
  expect(seen).toEqual([2]);
});

it('computes an invalidated snapshot once, when it is read', () => {
  const store = new Store(1, new QuietLogger());
  const compute = vi.fn(() => 2);
  store.invalidate(compute);
  expect(compute).not.toHaveBeenCalled();
  expect([store.getSnapshot(), store.getSnapshot()]).toEqual([2, 2]);
  expect(compute).toHaveBeenCalledOnce();
});
