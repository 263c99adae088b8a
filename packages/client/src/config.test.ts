import { afterEach, describe, expect, it, vi } from 'vitest';
import { type PulseClientOptions, resolveConfig } from './config.js';
import { PulseError } from './errors.js';

const failure = (options: unknown): PulseError => {
  try {
    resolveConfig(options as PulseClientOptions);
  } catch (error) {
    if (error instanceof PulseError) return error;
  }
  throw new Error('it was taken');
};

describe('resolveConfig', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it.each([
    ['no key', {}, 'apiKey'],
    ['a key that is no text', { apiKey: 7 }, 'apiKey'],
    ['an empty secret', { apiKey: 'k', apiSecret: '' }, 'apiSecret'],
    ['a secret and a token', { apiKey: 'k', apiSecret: 's', token: 't' }, 'apiSecret'],
    ['a secret and a provider', { apiKey: 'k', apiSecret: 's', tokenProvider: () => 't' }, 'apiSecret'],
    ['a provider that is none', { apiKey: 'k', tokenProvider: 'me' }, 'tokenProvider'],
    ['an empty identity', { apiKey: 'k', identity: '' }, 'identity'],
    ['an address of another kind', { apiKey: 'k', baseUrl: 'ws://localhost' }, 'baseUrl'],
    ['an address with a query', { apiKey: 'k', baseUrl: 'http://localhost?x' }, 'baseUrl'],
    ['too many retries', { apiKey: 'k', retry: { maxRetries: 4 } }, 'retry'],
    ['no time', { apiKey: 'k', timeoutMs: 0 }, 'timeoutMs'],
  ])('refuses %s with invalid_config and names the option', (_, options, name) => {
    const error = failure(options);
    expect(error.code).toBe('invalid_config');
    expect(error.message).toContain(name);
  });

  it('refuses a secret in a browser', () => {
    vi.stubGlobal('window', {});
    vi.stubGlobal('document', {});
    expect(failure({ apiKey: 'k', apiSecret: 's' }).message).toContain('browser');
    expect(resolveConfig({ apiKey: 'k', token: 't' }).token).toBe('t');
  });

  it('takes options that are undefined for options left out', () => {
    const config = resolveConfig({ apiKey: 'k', apiSecret: undefined, token: undefined, baseUrl: undefined });
    expect(config.baseUrl).toBe('http://localhost:8081');
  });

  it('cuts the slash at the end of an address and keeps its path', () => {
    expect(resolveConfig({ apiKey: 'k', baseUrl: 'https://a.example/pulse/' }).baseUrl).toBe('https://a.example/pulse');
  });

  it('makes no retry when that is asked for', () => {
    expect(resolveConfig({ apiKey: 'k', retry: false }).maxRetries).toBe(0);
    expect(resolveConfig({ apiKey: 'k', retry: { baseMs: 5 } })).toMatchObject({
      maxRetries: 3,
      baseMs: 5,
      capMs: 5_000,
    });
  });
});
