import { LIMITS, type Presence } from '@pulse-io/protocol';
import type { Bus } from '../bus/bus.js';
import { presenceTopic } from '../bus/topics.js';
import type { Presences } from '../presence/presences.js';
import { isSameSight } from '../presence/seen.js';

/** `previous` is null where it is not known. */
type Listener = (change: { presence: Presence; previous: Presence | null }) => void;

interface Watched {
  listeners: Set<Listener>;
  /** As its listeners were last told. */
  known: Presence | null;
}

interface Project {
  byUser: Map<string, Watched>;
  all: Set<Listener>;
  /** Users heard of since a look at all of them began. */
  heard: Set<string> | null;
  /** Sockets that listen, so that the last one takes the bus subscription with it. */
  listeners: number;
  attached: Promise<() => void>;
}

/** Shares one bus subscription a project among all sockets, and finds those that a change concerns by its user. */
export class PresenceListeners {
  readonly #bus: Bus;
  readonly #projects = new Map<string, Project>();

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  /** Listens to some users or to all; resolves once no change from now on is missed. The answer ends it. */
  async listen(projectId: string, users: readonly string[] | 'all', listener: Listener): Promise<() => void> {
    const project = this.#projects.get(projectId) ?? this.#open(projectId);
    project.listeners++;
    const own = users === 'all' ? null : new Set(users);
    if (own === null) project.all.add(listener);
    for (const user of own ?? []) {
      const watched = project.byUser.get(user);
      if (watched) watched.listeners.add(listener);
      else project.byUser.set(user, { listeners: new Set([listener]), known: null });
    }
    let ended = false;
    const end = () => {
      if (ended) return;
      ended = true;
      project.all.delete(listener);
      for (const user of own ?? []) {
        const watched = project.byUser.get(user);
        watched?.listeners.delete(listener);
        if (watched?.listeners.size === 0) project.byUser.delete(user);
      }
      if (--project.listeners > 0) return;
      if (this.#projects.get(projectId) === project) this.#projects.delete(projectId);
      project.attached.then((detach) => detach()).catch(() => {});
    };
    try {
      await project.attached;
      return end;
    } catch (error) {
      end();
      throw error;
    }
  }

  /** Takes what a listener has read of users, where nothing was heard of them yet. */
  learn(projectId: string, presences: readonly Presence[]): void {
    const byUser = this.#projects.get(projectId)?.byUser;
    for (const presence of presences) {
      const watched = byUser?.get(presence.userId);
      if (watched) watched.known ??= presence;
    }
  }

  /** Looks at every user that somebody listens to, and tells of changes that were missed; who listens to all is not told. */
  async relearn(presences: Pick<Presences, 'get'>): Promise<void> {
    for (const [projectId, project] of [...this.#projects]) {
      const heard = new Set<string>();
      project.heard = heard;
      try {
        const users = [...project.byUser.keys()];
        for (let at = 0; at < users.length; at += LIMITS.bulkUsers) {
          const read = await presences.get(projectId, users.slice(at, at + LIMITS.bulkUsers));
          for (const presence of read) {
            const watched = project.byUser.get(presence.userId);
            if (!watched || heard.has(presence.userId)) continue;
            if (!watched.known || !isSameSight(watched.known, presence)) tell(watched, presence, null);
          }
        }
      } finally {
        project.heard = null;
      }
    }
  }

  #open(projectId: string): Project {
    const project: Project = {
      ...{ byUser: new Map(), all: new Set(), heard: null, listeners: 0 },
      attached: this.#bus.subscribe(presenceTopic(projectId), (hint) => {
        if (hint.kind !== 'presence') return;
        const { userId } = hint.presence;
        project.heard?.add(userId);
        const watched = project.byUser.get(userId);
        if (watched) tell(watched, hint.presence, hint.previous);
        for (const listener of project.all) listener(hint);
      }),
    };
    this.#projects.set(projectId, project);
    return project;
  }
}

/** What listeners know comes before what the change says it was: between the two a change may have been missed. */
function tell(watched: Watched, presence: Presence, previous: Presence | null): void {
  const change = { presence, previous: watched.known ?? previous };
  watched.known = presence;
  for (const listener of watched.listeners) listener(change);
}
