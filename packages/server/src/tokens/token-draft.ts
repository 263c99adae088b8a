import type { UserToken } from '@pulse-io/protocol';
import type { TokenPayload } from './sign-token.js';

/** A token before it is signed. This may be stored where the token, a credential, must not be. */
export interface TokenDraft {
  payload: TokenPayload;
  issuedAt: number;
  expiresAt: number;
  answer: Omit<UserToken, 'token'>;
}
