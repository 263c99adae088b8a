const encoder = new TextEncoder();

export const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** Null where the text is not base64url. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]*$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}

/** As bytes for jose, which takes no arrays of another realm; `TextEncoder` makes such in jsdom. */
export const secretBytes = (secret: string): Uint8Array => Uint8Array.from(encoder.encode(secret));

/** SHA-256 in base64url. */
export async function sha256(text: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text))));
}

/** HMAC-SHA-256 under one key, imported once. */
export interface Hmac {
  /** In base64url. */
  sign(text: string): Promise<string>;
  /** In constant time. */
  verify(text: string, signature: string): Promise<boolean>;
}

export function createHmac(secret: string): Hmac {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  let imported: Promise<CryptoKey> | null = null;
  const key = () => {
    imported ??= crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign', 'verify']);
    return imported;
  };
  return {
    sign: async (text) =>
      toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', await key(), encoder.encode(text)))),
    verify: async (text, signature) => {
      const bytes = fromBase64Url(signature);
      // Other last characters may stand for the same bytes: only one spelling is ours.
      if (bytes === null || toBase64Url(bytes) !== signature) return false;
      return crypto.subtle.verify('HMAC', await key(), bytes, encoder.encode(text));
    },
  };
}
