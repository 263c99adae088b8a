import { rmSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';
import { esbuildPageScript } from '../../scripts/page-script.js';

// The builds share dist: none may clean it while another writes.
rmSync('dist', { recursive: true, force: true });

const common = {
  format: 'esm',
  target: 'es2022',
  platform: 'node',
  // node:sqlite has no name without its prefix.
  removeNodeProtocol: false,
  esbuildPlugins: [esbuildPageScript],
} satisfies Options;

export default defineConfig([
  {
    ...common,
    entry: ['src/index.ts', 'src/conformance.ts', 'src/msw.ts', 'src/scenarios.ts', 'src/vitest.ts'],
    sourcemap: true,
  },
  // For pages: in a build of its own, nothing of Node can come along.
  { ...common, platform: 'neutral', entry: ['src/msw-page.ts'], sourcemap: true },
  {
    ...common,
    entry: ['src/cli.ts'],
    // The command carries what it runs: hundreds of small modules cost it 100 ms of its start and 10 MB of memory.
    noExternal: [/.*/],
    esbuildOptions(options) {
      // Names stay, so that a stack in a report can be read.
      options.minifyWhitespace = true;
      options.minifySyntax = true;
      options.legalComments = 'none';
    },
    splitting: true,
    metafile: true,
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  },
]);
