import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { defineConfig } from 'tsup';

const tailwind = join(
  dirname(createRequire(import.meta.url).resolve('@tailwindcss/cli/package.json')),
  'dist/index.mjs',
);

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
    await promisify(execFile)(process.execPath, [
      tailwind,
      '-i',
      'src/styles/styles.css',
      '-o',
      'dist/styles.css',
      '-m',
    ]);
  },
});
