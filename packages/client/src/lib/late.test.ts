import { describe, expect, it } from 'vitest';
import { later } from '../testing/scripted-fetch.js';
import { late } from './late.js';

interface Pen {
  write(text: string): string;
  fail(): never;
}

const pen = (): Pen & { written: string[] } => {
  const written: string[] = [];
  return {
    written,
    write: (text) => {
      written.push(text);
      return text;
    },
    fail: () => {
      throw new Error('no ink');
    },
  };
};

describe('an object whose code comes later', () => {
  it('is loaded once, with the first call, and hears its calls in order', async () => {
    const real = pen();
    const loading = later<Pen>();
    let loads = 0;
    const handle = late<Pen>('write fail', () => {
      loads++;
      return loading.promise;
    });
    expect(loads).toBe(0);
    const answers = [handle.write('a'), handle.write('b')];
    loading.resolve(real);
    expect(await Promise.all(answers)).toEqual(['a', 'b']);
    expect(handle.write('c')).toBe('c');
    expect([real.written, loads]).toEqual([['a', 'b', 'c'], 1]);
  });

  it('says when it could not be loaded, and tries again with the next call', async () => {
    const errors: unknown[] = [];
    const tries = [Promise.reject(new Error('offline')), Promise.resolve(pen())];
    const handle = late<Pen>(
      'write fail',
      () => tries.shift() as Promise<Pen>,
      (error) => errors.push(error),
    );
    await expect(handle.write('a')).rejects.toThrow('offline');
    expect(errors).toHaveLength(1);
    expect(await handle.write('b')).toBe('b');
    expect(errors).toHaveLength(1);
  });

  it('passes on what its methods throw', async () => {
    const handle = late<Pen>('write fail', async () => pen());
    await expect(handle.fail()).rejects.toThrow('no ink');
    expect(() => handle.fail()).toThrow('no ink');
  });
});
