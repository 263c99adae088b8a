/**
 * An import that ends in `?script` is a module, with all it imports, as the text of one script for a page: here for tsup, for vitest
 * and for the pages of e2e tests.
 */
import { resolve } from 'node:path';
import type { Options } from 'tsup';
import { build, type Rolldown } from 'vite';
import type { Plugin } from 'vitest/config';

const SUFFIX = /\?script$/;

async function bundle(file: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: file, output: { format: 'iife' } },
    },
  });
  return (built as Rolldown.RolldownOutput).output[0].code;
}

export const esbuildPageScript: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'page-script',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: SUFFIX }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.replace(SUFFIX, '')),
      namespace: 'page-script',
    }));
    onLoad({ filter: /./, namespace: 'page-script' }, async ({ path }) => ({
      contents: await bundle(path),
      loader: 'text',
    }));
  },
};

export const vitePageScript = (): Plugin => ({
  name: 'page-script',
  enforce: 'pre',
  // What it imports can change while the module itself does not.
  configureVitest: ({ defineCacheKeyGenerator }) => {
    defineCacheKeyGenerator(({ id }) => (SUFFIX.test(id) ? false : undefined));
  },
  async load(id) {
    return SUFFIX.test(id) ? `export default ${JSON.stringify(await bundle(id.replace(SUFFIX, '')))}` : undefined;
  },
});
