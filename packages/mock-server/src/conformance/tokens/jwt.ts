type Json = Record<string, unknown>;

const encode = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const decode = (text: string): string =>
  new TextDecoder().decode(
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)),
  );

const part = (json: Json): string => encode(new TextEncoder().encode(JSON.stringify(json)));

/** What a JWT says, unchecked. Throws for what is none. */
export function readJwt(token: string): { header: Json; payload: Json } {
  const [header = '', payload = ''] = token.split('.');
  return { header: JSON.parse(decode(header)) as Json, payload: JSON.parse(decode(payload)) as Json };
}

/** A token with another header or payload and the signature that it had. */
export function forgeJwt(token: string, { header = {}, payload = {} }: { header?: Json; payload?: Json }): string {
  const was = readJwt(token);
  const signature = token.split('.')[2] ?? '';
  return `${part({ ...was.header, ...header })}.${part({ ...was.payload, ...payload })}.${signature}`;
}

/** A token that nobody signed. */
export function unsignedJwt(token: string): string {
  const { payload } = readJwt(token);
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(payload)}.`;
}

const HASHES: Readonly<Record<string, string>> = { HS256: 'SHA-256', HS384: 'SHA-384', HS512: 'SHA-512' };

/** Signs a payload with a secret, as HS256 unless told otherwise. */
export async function signJwt(payload: Json, secret: string, alg = 'HS256'): Promise<string> {
  const text = `${part({ alg, typ: 'JWT' })}.${part(payload)}`;
  const algorithm = { name: 'HMAC', hash: HASHES[alg] ?? 'SHA-256' };
  const bytes = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', bytes.encode(secret), algorithm, false, ['sign']);
  return `${text}.${encode(new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes.encode(text))))}`;
}
