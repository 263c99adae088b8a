import { ApiError } from '../api-error.js';
import { type Hmac, toBase64Url } from '../crypto.js';
import type { Services } from '../services.js';
import type { ProjectTable } from '../storage/schema.js';
import { findProjectByKey, insertProject } from './project-store.js';

const SECRET_BYTES = 32;
const KEY_BYTES = 16;

export interface NewProject {
  name: string;
  /** Given by dev servers whose users' tokens are to outlive their data; a new one otherwise. */
  id?: string;
  /** Given by dev servers that want known credentials; random otherwise. */
  apiKey?: string;
  apiSecret?: string;
}

export interface ProjectCredentials {
  id: string;
  name: string;
  apiKey: string;
  /** Shown this once; only its HMAC is kept. */
  apiSecret: string;
}

export interface Projects {
  /** A project that stands with the same key and secret is answered as it is. Rejects with `conflict` when the key is taken by a project of another secret. */
  create(project: NewProject): Promise<ProjectCredentials>;
  findByKey(apiKey: string): Promise<ProjectTable | undefined>;
  hasSecret(project: ProjectTable, apiSecret: string): Promise<boolean>;
}

/** Projects and their credentials; `hmac` is keyed by the pepper. */
export function createProjects(
  { storage, clock, nextId }: Pick<Services, 'storage' | 'clock' | 'nextId'>,
  hmac: Hmac,
  randomBytes: (length: number) => Uint8Array,
): Projects {
  const projects: Projects = {
    findByKey: (apiKey) => findProjectByKey(storage.db, apiKey),
    hasSecret: (project, apiSecret) => hmac.verify(apiSecret, project.secretHash),
    async create({ name, id = nextId(), apiKey, apiSecret }) {
      const credentials = {
        name,
        apiKey: apiKey ?? `pulse_key_${toBase64Url(randomBytes(KEY_BYTES))}`,
        apiSecret: apiSecret ?? `pulse_secret_${toBase64Url(randomBytes(SECRET_BYTES))}`,
      };
      const secretHash = await hmac.sign(credentials.apiSecret);
      const project = { id, name, apiKey: credentials.apiKey, secretHash, createdAt: clock.now() };
      if (await storage.transaction((tx) => insertProject(tx, project))) return { ...credentials, id };
      const known = await projects.findByKey(credentials.apiKey);
      if (known && (await projects.hasSecret(known, credentials.apiSecret))) {
        return { ...credentials, id: known.id, name: known.name };
      }
      throw new ApiError('conflict', `The key ${credentials.apiKey} belongs to a project with another secret.`);
    },
  };
  return projects;
}
