// Builds every package: declarations by the TypeScript compiler, code by tsup, both in dist.
import { execFileSync } from 'node:child_process';

const run = (command, args) => execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

console.log('Building the packages …');
run('pnpm', ['--silent', '-r', '--filter', './packages/*', 'build', '--silent']);
run('tsc', ['-b', 'packages/protocol', 'packages/client', 'packages/server', 'packages/mock-server']);
