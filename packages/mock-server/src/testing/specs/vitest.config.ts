import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const packages = fileURLToPath(new URL('../../../../', import.meta.url));

/** Of the specs that tests of the fixtures run as a project of their own: some of them are to fail. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^@pulse-io\/([a-z-]+)$/, replacement: `${packages}$1/src/index.ts` },
      { find: /^@pulse-io\/([a-z-]+)\/([a-z-]+)$/, replacement: `${packages}$1/src/$2.ts` },
    ],
  },
  test: { root: fileURLToPath(new URL('.', import.meta.url)), include: ['*.spec.ts'], isolate: false, maxWorkers: 1 },
});
