import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Expiring, ExpiryHeap } from './expiry-heap.js';

test('always has the item that is due first in front, whatever is put, moved and removed', () => {
  const step = fc.record({ item: fc.nat(12), due: fc.option(fc.nat(20), { freq: 4 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const heap = new ExpiryHeap<Expiring>();
      const items: Expiring[] = Array.from({ length: 13 }, () => ({ due: 0, heapIndex: -1 }));
      const model = new Map<Expiring, number>();
      for (const { item: index, due } of steps) {
        const item = items[index] as Expiring;
        if (due === null) {
          heap.remove(item);
          model.delete(item);
        } else {
          heap.put(item, due);
          model.set(item, due);
        }
        expect(heap.size).toBe(model.size);
        expect(heap.first?.due).toBe(model.size === 0 ? undefined : Math.min(...model.values()));
      }
      const drained: number[] = [];
      for (let first = heap.first; first; first = heap.first) {
        drained.push(first.due);
        heap.remove(first);
      }
      expect(drained).toEqual([...model.values()].sort((a, b) => a - b));
    }),
  );
});
