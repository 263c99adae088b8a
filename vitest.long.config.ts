export { longTests as default } from './vitest.workspace.js';
