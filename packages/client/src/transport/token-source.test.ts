import { describe, expect, it, vi } from 'vitest';
import type { TokenProvider } from '../config.js';
import { AuthError, createError } from '../errors.js';
import { fakeToken } from '../testing/fakes.js';
import { ManualClock } from '../testing/manual-clock.js';
import { TokenSource } from './token-source.js';

const HOUR = 3_600_000;

function setup(tokenProvider: TokenProvider | undefined, token?: string) {
  const clock = new ManualClock();
  const source = new TokenSource({ token, tokenProvider, clock, timeoutMs: 1_000, random: () => 1 });
  return { clock, source };
}

describe('TokenSource', () => {
  it('asks once for calls at the same time, and keeps the token until its end is near', async () => {
    let made = 0;
    const { clock, source } = setup(() => fakeToken('alice', clock.now() + HOUR, String(++made)));
    const [first, second] = await Promise.all([source.get(), source.get()]);
    expect(first).toBe(second);
    await clock.advance(HOUR - 31_000);
    expect(await source.get()).toBe(first);
    await clock.advance(2_000);
    expect(await source.get()).not.toBe(first);
    expect(made).toBe(2);
  });

  it('knows whose token it is', async () => {
    const { source } = setup(() => fakeToken('alice', Date.now()));
    expect(source.identity).toBeUndefined();
    await source.get();
    expect(source.identity).toBe('alice');
  });

  it('tries three times with growing delays, then rejects for good', async () => {
    const provider = vi.fn(() => Promise.reject(new Error('down')));
    const { clock, source } = setup(provider);
    const result = source.get().catch((error: unknown) => error);
    await clock.advance(499);
    expect(provider).toHaveBeenCalledTimes(1);
    await clock.advance(1);
    expect(provider).toHaveBeenCalledTimes(2);
    await clock.advance(1_000);
    const error = await result;
    expect(error).toBeInstanceOf(AuthError);
    expect(error).toMatchObject({ code: 'token_provider_failed', cause: new Error('down') });
    await clock.advance(HOUR);
    expect(provider).toHaveBeenCalledTimes(3);
  });

  it('takes a provider that hangs, or answers no text, for one that failed', async () => {
    const answers = [new Promise<string>(() => {}), 7 as unknown as string, 'good'];
    const { clock, source } = setup(() => answers.shift() as string);
    const token = source.get();
    await clock.advance(1_000);
    await clock.advance(500);
    await clock.advance(1_000);
    expect(await token).toBe('good');
  });

  it.each([
    ['fetch reached nobody', new TypeError('Failed to fetch'), true],
    ['a call of ours reached nobody', createError({ code: 'network_error', message: '' }), true],
    ['it says so itself', Object.assign(new Error('503'), { retryable: true }), true],
    ['it throws anything else', new Error('logged out'), false],
    ['it throws nothing at all', undefined, false],
  ])('tells whether a later try may succeed: %s', async (_, cause, retryable) => {
    const { clock, source } = setup(() => Promise.reject(cause));
    const result = source.get().catch((error: unknown) => error);
    await clock.advance(1_500);
    expect(await result).toMatchObject({ name: 'AuthError', code: 'token_provider_failed', retryable });
  });

  it('takes a provider that always hangs for one that reaches nobody', async () => {
    const { clock, source } = setup(() => new Promise<string>(() => {}));
    const result = source.get().catch((error: unknown) => error);
    await clock.advance(3 * 1_000 + 1_500);
    expect(await result).toMatchObject({ code: 'token_provider_failed', retryable: true, cause: { code: 'timeout' } });
  });

  it('passes on an error of ours that another try would not mend', async () => {
    const refusal = createError({ code: 'dev_mode_only', message: 'no', status: 403 });
    const provider = vi.fn(() => Promise.reject(refusal));
    const { source } = setup(provider);
    await expect(source.get()).rejects.toBe(refusal);
    expect(provider).toHaveBeenCalledOnce();
  });

  it('renews a token that was refused, once for all who were refused with it', async () => {
    let made = 0;
    const { clock, source } = setup(() => fakeToken('alice', clock.now() + HOUR, String(++made)));
    const old = await source.get();
    const [a, b] = await Promise.all([source.renew(old), source.renew(old)]);
    expect(a).toBe(b);
    expect(await source.renew(old)).toBe(a);
    expect(made).toBe(2);
  });

  it('uses a token that has ended by this clock for a moment, without asking again at once', async () => {
    const provider = vi.fn(() => fakeToken('alice', 1_000));
    const { clock, source } = setup(provider);
    await source.get();
    await source.get();
    expect(provider).toHaveBeenCalledOnce();
    await clock.advance(10_000);
    await source.get();
    expect(provider).toHaveBeenCalledTimes(2);
  });

  it('keeps a token at hand that nothing can renew, and says so when it must', async () => {
    const { source } = setup(undefined, 'opaque');
    expect(await source.get()).toBe('opaque');
    await expect(source.renew('opaque')).rejects.toMatchObject({ code: 'token_expired' });
  });

  it('stops trying when the client is closed', async () => {
    const provider = vi.fn(() => Promise.reject(new Error('down')));
    const { clock, source } = setup(provider);
    const result = source.get().catch((error: unknown) => error);
    await clock.advance(0);
    source.close(createError({ code: 'closed', message: 'closed' }));
    expect(await result).toMatchObject({ code: 'closed' });
    await clock.advance(HOUR);
    expect(provider).toHaveBeenCalledOnce();
  });
});
