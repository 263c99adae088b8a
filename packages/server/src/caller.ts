import type { Role } from '@pulse-io/protocol';
import { ApiError } from './api-error.js';

/** Who calls, after authentication. */
export type Caller =
  | { readonly kind: 'server' }
  | { readonly kind: 'key' }
  /** Of a route that asks for no credentials. */
  | { readonly kind: 'anyone' }
  | {
      readonly kind: 'user';
      readonly identity: string;
      readonly role: Role;
      /** The one room that the token opens; null when it names none. */
      readonly roomName: string | null;
      readonly tokenId: string;
      readonly issuedAt: number;
      readonly expiresAt: number;
    };

/** The name under which a caller's idempotency keys are kept. */
export const callerName = (caller: Caller): string =>
  caller.kind === 'user' ? `user:${caller.identity}` : caller.kind;

/**
 * The user that a call acts as: a user acts as itself, a server must say whom it means.
 * Rejects with `forbidden_user` or `invalid_request`.
 */
export function actingUser(caller: Caller, userId: string | undefined): string {
  if (caller.kind === 'user') {
    if (userId !== undefined && userId !== caller.identity) {
      throw new ApiError('forbidden_user', `The token belongs to ${caller.identity}, who cannot act as ${userId}.`, {
        param: 'userId',
      });
    }
    return caller.identity;
  }
  if (userId === undefined) {
    throw new ApiError('invalid_request', 'With server credentials userId must say which user is meant.', {
      param: 'userId',
    });
  }
  return userId;
}
