import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import { defineConfig } from 'tsup';

const tailwind = join(
  dirname(createRequire(import.meta.url).resolve('@tailwindcss/cli/package.json')),
  'dist/index.mjs',
);

const STYLES = 'dist/styles.css';
/** As docs/react.md says. */
const BROWSERS = ['chrome125', 'safari17.5', 'firefox125'];

export default defineConfig({
  // File by file: an app's bundler then takes what the app uses, and keeps apart what is loaded later.
  entry: ['src/**/*.{ts,tsx}', '!src/**/*.{test,test-d,stories}.{ts,tsx}', '!src/testing/**'],
  bundle: false,
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  sourcemap: true,
  clean: true,
  banner: { js: '"use client";' },
  onSuccess: async () => {
    await promisify(execFile)(process.execPath, [tailwind, '-i', 'src/styles/styles.css', '-o', STYLES]);
    // Tailwind would spell nesting out and add prefixes for browsers that lack what we need anyway: a tenth more.
    const { code } = await transform(await readFile(STYLES, 'utf8'), {
      loader: 'css',
      minify: true,
      target: BROWSERS,
      legalComments: 'none',
    });
    await writeFile(STYLES, code);
  },
});
