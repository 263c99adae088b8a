import type { Permissions, Role } from '@pulse-io/protocol';
import { SignJWT } from 'jose';
import { secretBytes } from '../crypto.js';
import type { SigningKey } from './token-config.js';

/** What a token says beside its times; field names of the JWT's payload. */
export interface TokenPayload {
  tokenId: string;
  projectId: string;
  identity: string;
  role: Role;
  roomName: string | null;
  permissions: Permissions;
  name?: string | undefined;
  metadata?: string | undefined;
  attributes?: Record<string, string> | undefined;
}

/** LiveKit's room: apps on one media server never meet in it. */
export const mediaRoomName = (projectId: string, roomName: string): string => `${projectId}_${roomName}`;

/**
 * Signs a JWT with HS256 that opens both the Pulse API (claim `pulse`) and LiveKit's room (claim `video`; format:
 * docs.livekit.io, "Access tokens"). Times in milliseconds since 1970.
 */
export function signToken(
  key: SigningKey,
  payload: TokenPayload,
  { issuedAt, expiresAt }: { issuedAt: number; expiresAt: number },
): Promise<string> {
  const { tokenId, projectId, identity, role, roomName, permissions, name, metadata, attributes } = payload;
  const room = roomName === null ? {} : { roomJoin: true, room: mediaRoomName(projectId, roomName) };
  return new SignJWT({
    video: { ...permissions, ...room },
    // `iat` counts whole seconds: too coarse to tell a token made just after a revocation from one before it.
    pulse: { project: projectId, role, issuedAt, ...(roomName === null ? {} : { room: roomName }) },
    ...(name === undefined ? {} : { name }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(attributes === undefined ? {} : { attributes }),
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(key.id)
    .setSubject(identity)
    .setJti(tokenId)
    .setIssuedAt(Math.floor(issuedAt / 1000))
    .setNotBefore(Math.floor(issuedAt / 1000))
    .setExpirationTime(Math.floor(expiresAt / 1000))
    .sign(secretBytes(key.secret));
}
