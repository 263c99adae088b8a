import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { reactProjects } from './packages/react/vitest.projects.js';
import { vitePageScript } from './scripts/page-script.js';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Tests run from source, so that they need no build and coverage counts what people wrote. */
const alias = [
  { find: /^@pulse-io\/([a-z-]+)$/, replacement: `${root}packages/$1/src/index.ts` },
  { find: /^@pulse-io\/([a-z-]+)\/([a-z-]+)$/, replacement: `${root}packages/$1/src/$2.ts` },
];

const TESTS = '**/*.test.ts';
/** Statements about types: the compiler runs them. */
const TYPE_TESTS = '**/*.test-d.ts';
/** Too slow for every run: `pnpm test:long`. */
const LONG_TESTS = '**/*.long.test.ts';

interface ProjectOptions {
  name: string;
  /** A folder from the top. */
  folder: string;
  globalSetup?: string[];
  timeoutMs?: number;
}

type Length = 'usual' | 'long';

const project = (length: Length, { name, folder, globalSetup = [], timeoutMs = 10_000 }: ProjectOptions) => ({
  plugins: [vitePageScript()],
  resolve: { alias },
  test: {
    name,
    root: `${root}${folder}`,
    include: [length === 'long' ? LONG_TESTS : TESTS],
    exclude: ['**/node_modules/**', '**/dist/**', ...(length === 'long' ? [] : [LONG_TESTS])],
    globalSetup: globalSetup.map((file) => `${root}${file}`),
    // As `tsc -b` does, so that what is tested is the source as it is now.
    typecheck: {
      enabled: length === 'usual',
      include: [TYPE_TESTS],
      build: true,
      tsconfig: `${root}tsconfig.test.json`,
    },
    testTimeout: length === 'long' ? 600_000 : timeoutMs,
    hookTimeout: 30_000,
  },
});

const SERVERS = ['packages/server/src/testing/global-setup.ts'];

const projects: ProjectOptions[] = [
  { name: 'protocol', folder: 'packages/protocol/src' },
  { name: 'client', folder: 'packages/client/src' },
  { name: 'server', folder: 'packages/server/src', globalSetup: SERVERS },
  { name: 'react-node', folder: 'packages/react/src' },
  { name: 'mock-server', folder: 'packages/mock-server/src' },
  { name: 'e2e', folder: 'e2e', timeoutMs: 60_000 },
  { name: 'scripts', folder: 'scripts', timeoutMs: 60_000 },
];

const configure = (length: Length) =>
  defineConfig({
    test: {
      projects: [
        ...projects.map((options) => project(length, options)),
        ...(length === 'usual' ? reactProjects(alias) : []),
      ],
      reporters: process.env.CI
        ? ['default', ['json', { outputFile: 'node_modules/.cache/vitest.json' }]]
        : ['default'],
      coverage: {
        provider: 'v8',
        // Read from the root of each project, and not from here.
        include: ['**/*.{ts,tsx}'],
        exclude: [
          '**/dist/**',
          '**/.storybook/**',
          '**/*.config.ts',
          '**/vitest.projects.ts',
          '**/*.test.{ts,tsx}',
          '**/*.test-*.{ts,tsx}',
          '**/*.stories.tsx',
          '**/testing/**',
        ],
        reporter: ['text-summary', 'html', 'json-summary'],
      },
    },
  });

export const longTests = configure('long');
export default configure('usual');
