import { PulseClient, PulseError, type TokenProvider } from '@pulse-io/client';
import { endLeases } from '../lib/lease.js';
import { refusedClient } from '../lib/refused-client.js';
import type { Client } from '../lib/register.js';
import { Value } from '../lib/value.js';
import { identityOf } from './identity-of.js';

/** A client that was made while rendering and that no component came to use, as in StrictMode, ends so much later. */
const UNUSED_MS = 5_000;

/** What a provider was given. */
export interface ClientProps {
  readonly client?: Client | undefined;
  readonly apiKey?: string | undefined;
  readonly identity?: string | undefined;
  readonly tokenProvider?: TokenProvider | undefined;
  readonly baseUrl?: string | undefined;
}

/** By value: functions are all the same, since the latest one is called. */
const textOf = ({ apiKey, identity, tokenProvider, baseUrl }: ClientProps): string =>
  JSON.stringify([apiKey, identity, baseUrl, tokenProvider !== undefined]);

/** The client of a provider, which ends it if it has made it. */
export class HeldClient {
  readonly client: Client;
  /** Why there is none that works. */
  readonly error: PulseError | null = null;
  /** The user, as soon as it is known. */
  readonly identity: Value<string | null>;
  readonly #props: ClientProps;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  /** `latest` tells what the provider is given by now. */
  constructor(props: ClientProps, latest: () => ClientProps, guest: string) {
    const { client, apiKey, identity, baseUrl, tokenProvider } = props;
    this.#props = props;
    this.identity = new Value(identity ?? null);
    const ask = async () => {
      const token = await (latest().tokenProvider ?? tokenProvider)?.();
      if (token) this.identity.set(identityOf(token) ?? identity ?? null);
      return token as string;
    };
    try {
      if (!client && !apiKey) throw noKey();
      const user = tokenProvider ? { identity, tokenProvider: ask } : { identity: identity ?? guest };
      this.client = client ?? new PulseClient({ apiKey: apiKey as string, baseUrl, ...user });
      if (!client && !tokenProvider) this.identity.set(identity ?? guest);
    } catch (error) {
      this.error = error as PulseError;
      this.client = refusedClient(this.error);
    }
    if (typeof document !== 'undefined') this.#endIn(UNUSED_MS);
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Whether it is what a provider with these props needs. */
  fits(props: ClientProps): boolean {
    return props.client === this.#props.client && textOf(props) === textOf(this.#props);
  }

  /** Returns the function that ends it, unless it is used anew in the same moment. */
  use(): () => void {
    clearTimeout(this.#timer);
    return () => this.#endIn(0);
  }

  #endIn(ms: number): void {
    if (this.#props.client) return;
    this.#timer = setTimeout(() => {
      this.#ended = true;
      endLeases(this.client);
      this.client.close();
    }, ms);
  }
}

const noKey = () =>
  new PulseError({
    code: 'invalid_config',
    message: 'PulseProvider has neither an apiKey nor a client: pass apiKey="pulse_key_…", which may be public.',
  });
