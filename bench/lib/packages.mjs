import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const PACKAGES = new URL('../../packages/', import.meta.url);

/** Loads a dependency of the server's in the very version that the server uses. */
export const serverDependency = createRequire(fileURLToPath(new URL('server/package.json', PACKAGES)));

/** Loads a module of the server's source that no package exports; Node strips its types. */
export async function serverSource(path) {
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const inSource = context.parentURL?.startsWith(PACKAGES.href) && context.parentURL.endsWith('.ts');
      return next(inSource && specifier.startsWith('.') ? specifier.replace(/\.js$/, '.ts') : specifier, context);
    },
  });
  try {
    return await import(new URL(`server/src/${path}`, PACKAGES));
  } finally {
    hooks.deregister();
  }
}
