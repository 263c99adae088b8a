import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const NAME = 'mockServiceWorker.js';

/** MSW's worker beside the stories: while developing, in tests and in the built pages. */
export function serveWorker(): Plugin {
  const source = readFileSync(createRequire(import.meta.url).resolve(`msw/${NAME}`), 'utf8');
  return {
    name: 'serve-worker',
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        if (request.url?.split('?')[0] !== `/${NAME}`) return next();
        response.setHeader('content-type', 'text/javascript').end(source);
      });
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: NAME, source });
    },
  };
}
