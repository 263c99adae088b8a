import { execFile } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './cli.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FIXTURES = fileURLToPath(new URL('../fixtures/consumer', import.meta.url));

/** As if nobody tested: a test run inside must not take itself for a part of this one. */
const outerEnv = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(VITEST|NODE_ENV|VITE_|TEST$|PROD$|DEV$|MODE$|BASE_URL$|SSR$)/.test(name),
    ),
  );

/** A project that is no part of the workspace. */
export interface Project {
  /** A folder of `fixtures/consumer`. */
  fixture: string;
  /** Packages of ours, as they are packed. */
  dependencies: readonly string[];
  devDependencies?: Record<string, string>;
}

export interface Installed {
  folder: string;
  /** Resolves with what it printed; rejects with all that it said. */
  run(command: string, ...args: string[]): Promise<string>;
  write(name: string, content: unknown): void;
  remove(): void;
}

const run = (cwd: string, command: string, ...args: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    // What was downloaded once is not asked for again.
    const env = { ...outerEnv(), CI: 'true', npm_config_prefer_offline: 'true' };
    execFile(command, args, { cwd, env, maxBuffer: 1e8 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${command} ${args.join(' ')} failed.\n${stdout}${stderr}`));
      else resolve(stdout);
    });
  });
const pnpm = (cwd: string, ...args: string[]) => run(cwd, 'npx', '-y', 'pnpm@12', ...args);

/** Packs the packages as they are built, and installs some of them in a fresh folder, with what they need from the registry. */
export async function installPacked({ fixture, dependencies, devDependencies = {} }: Project): Promise<Installed> {
  const { folder, remove } = temporaryFolder();
  const write = (name: string, content: unknown) => writeFileSync(`${folder}/${name}`, JSON.stringify(content));
  const pack = ['-r', '--filter', './packages/*', 'pack', '--json', '--pack-destination', folder];
  const packed = JSON.parse(await pnpm(ROOT, ...pack)) as { name: string; filename: string }[];
  const tarballs = Object.fromEntries(packed.map(({ name, filename }) => [name, `file:${filename}`]));
  const chosen = Object.fromEntries(dependencies.map((name) => [name, tarballs[name]]));
  cpSync(`${FIXTURES}/${fixture}`, folder, { recursive: true });
  write('package.json', { private: true, type: 'module', dependencies: chosen, devDependencies });
  // Our packages name each other by version, and these versions are not published.
  write('pnpm-workspace.yaml', { overrides: tarballs, allowBuilds: { esbuild: false } });
  await pnpm(folder, 'install', '--prefer-offline', '--no-frozen-lockfile');
  return { folder, write, remove, run: (command, ...args) => run(folder, command, ...args) };
}
