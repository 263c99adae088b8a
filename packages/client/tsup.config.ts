import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts', 'src/devtools.ts'],
  // Shared by both, the client would be taken apart into files of its own.
  external: ['./index.js'],
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  sourcemap: true,
  clean: true,
});
