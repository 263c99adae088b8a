/** A key pair that signs tokens: LiveKit's where one is configured, else the server's own. */
export interface SigningKey {
  /** The token's `iss`. */
  id: string;
  secret: string;
}

export interface LiveKitConfig {
  apiKey: string;
  apiSecret: string;
  /** The media servers by region, as ws:// or wss:// addresses. */
  urls: Readonly<Record<string, string>>;
}

export interface TokenConfig {
  /** Signs tokens where no LiveKit is configured, and still checks those it signed before. */
  key: SigningKey;
  livekit?: LiveKitConfig;
}

/** The id of the server's own signing key. */
export const OWN_KEY_ID = 'pulse';
