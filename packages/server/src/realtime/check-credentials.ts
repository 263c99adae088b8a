import { CLOSE } from '@pulse-io/protocol';
import { ApiError } from '../api-error.js';
import type { Authenticate, Authenticated, Credentials } from '../http/authenticate.js';
import { Closing } from './closing.js';

/** Authenticates for a socket: a bare key is not enough, and what is refused closes it. */
export async function checkCredentials(authenticate: Authenticate, credentials: Credentials): Promise<Authenticated> {
  try {
    const grant = await authenticate(credentials);
    if (grant.caller.kind !== 'key') return grant;
    throw new ApiError(
      'unauthenticated',
      'A key alone opens no socket: send a user token, or the secret from a server.',
    );
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    throw new Closing(error.code === 'token_expired' ? CLOSE.tokenExpired : CLOSE.token, error);
  }
}
