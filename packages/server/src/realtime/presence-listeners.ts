import type { Presence } from '@pulse-io/protocol';
import type { Bus } from '../bus/bus.js';
import { presenceTopic } from '../bus/topics.js';

type Listener = (change: { presence: Presence; previous: Presence }) => void;

interface Project {
  byUser: Map<string, Set<Listener>>;
  all: Set<Listener>;
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
      const listeners = project.byUser.get(user);
      if (listeners) listeners.add(listener);
      else project.byUser.set(user, new Set([listener]));
    }
    let ended = false;
    const end = () => {
      if (ended) return;
      ended = true;
      project.all.delete(listener);
      for (const user of own ?? []) {
        const listeners = project.byUser.get(user);
        listeners?.delete(listener);
        if (listeners?.size === 0) project.byUser.delete(user);
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

  #open(projectId: string): Project {
    const byUser: Project['byUser'] = new Map();
    const all: Project['all'] = new Set();
    const attached = this.#bus.subscribe(presenceTopic(projectId), (hint) => {
      if (hint.kind !== 'presence') return;
      for (const listener of byUser.get(hint.presence.userId) ?? []) listener(hint);
      for (const listener of all) listener(hint);
    });
    const project = { byUser, all, listeners: 0, attached };
    this.#projects.set(projectId, project);
    return project;
  }
}
