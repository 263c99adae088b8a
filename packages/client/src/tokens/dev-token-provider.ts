import { type PulseClientOptions, resolveConfig, type TokenProvider } from '../config.js';
import { Http } from '../transport/http.js';

export interface DevTokenOptions
  extends Pick<PulseClientOptions, 'apiKey' | 'baseUrl' | 'fetch' | 'timeoutMs' | 'clock'> {
  /** The user to be. */
  identity: string;
}

/** A token provider that needs no backend, against the mock server only; elsewhere it rejects with `dev_mode_only`. */
export function devTokenProvider({ identity, ...options }: DevTokenOptions): TokenProvider {
  const http = new Http(resolveConfig(options), null);
  return async () => (await http.call('createDevToken', { body: { identity } }, { once: true })).token;
}
