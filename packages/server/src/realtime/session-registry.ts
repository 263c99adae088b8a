import { CLOSE, SERVER_CLOSE } from '@pulse-io/protocol';
import { ApiError } from '../api-error.js';
import type { Bus } from '../bus/bus.js';
import { controlTopic, type HintMessage } from '../bus/topics.js';
import type { Caller } from '../caller.js';
import type { ReadDb } from '../storage/storage.js';
import { filterRevoked } from '../tokens/revocation-store.js';
import { Closing } from './closing.js';

/** What the registry needs of a session. */
export interface Member {
  readonly caller: Caller;
  end(closeCode: number, error: ApiError): void;
}

interface Project {
  byUser: Map<string, Set<Member>>;
  members: number;
  attached: Promise<() => void>;
}

/** The connected sessions by project and user: counts a user's sockets and ends those whose grant was taken back. */
export class SessionRegistry {
  readonly #bus: Bus;
  readonly #socketsPerUser: number;
  readonly #projects = new Map<string, Project>();

  constructor(bus: Bus, socketsPerUser: number) {
    this.#bus = bus;
    this.#socketsPerUser = socketsPerUser;
  }

  /**
   * Takes a session in; resolves once no revocation from now on is missed. The answer lets it go.
   * Throws a Closing when the user has too many sockets.
   */
  async join(projectId: string, member: Member): Promise<() => void> {
    const { caller } = member;
    const identity = caller.kind === 'user' ? caller.identity : null;
    const project = this.#projects.get(projectId) ?? this.#open(projectId);
    const own = identity === null ? null : (project.byUser.get(identity) ?? new Set());
    if (own && own.size >= this.#socketsPerUser) {
      throw new Closing(
        SERVER_CLOSE.connections,
        new ApiError('conflict', `${identity} has ${own.size} sockets open, the most a user may have; close some.`),
      );
    }
    project.members++;
    if (own && identity !== null) project.byUser.set(identity, own.add(member));
    let left = false;
    const leave = () => {
      if (left) return;
      left = true;
      own?.delete(member);
      if (own?.size === 0 && identity !== null) project.byUser.delete(identity);
      if (--project.members > 0) return;
      if (this.#projects.get(projectId) === project) this.#projects.delete(projectId);
      project.attached.then((detach) => detach()).catch(() => {});
    };
    try {
      await project.attached;
      return leave;
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** Ends the sessions whose revocation was not heard of, as the database knows them. */
  async endRevoked(db: ReadDb): Promise<void> {
    for (const [projectId, { byUser }] of [...this.#projects]) {
      const grants = [...byUser.values()].flatMap((members) =>
        [...members].flatMap((member) => (member.caller.kind === 'user' ? [{ ...member.caller, member }] : [])),
      );
      for (const { member } of await filterRevoked(db, projectId, grants)) endAsRevoked(member);
    }
  }

  #open(projectId: string): Project {
    const byUser: Project['byUser'] = new Map();
    const attached = this.#bus.subscribe(controlTopic(projectId), (hint) => {
      if (hint.kind === 'revoked') revoke(byUser.get(hint.identity) ?? [], hint);
    });
    const project = { byUser, members: 0, attached };
    this.#projects.set(projectId, project);
    return project;
  }
}

type Revoked = Extract<HintMessage, { kind: 'revoked' }>;

function revoke(members: Iterable<Member>, { tokenId, beforeMs }: Revoked): void {
  for (const member of [...members]) {
    const { caller } = member;
    if (caller.kind !== 'user') continue;
    if (caller.tokenId === tokenId || (beforeMs !== null && caller.issuedAt <= beforeMs)) {
      endAsRevoked(member);
    }
  }
}

function endAsRevoked(member: Member): void {
  member.end(CLOSE.token, new ApiError('token_revoked', 'The user token was revoked; get a new one.'));
}
