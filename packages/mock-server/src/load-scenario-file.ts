import { access, readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Scenario } from './scenarios/scenario.js';

const MODULES = ['.js', '.mjs', '.ts', '.mts'];
/** Problems that are told at once. */
const TOLD = 10;

/** Whether `--seed` names a file, and not one of the package's scenarios. */
export const isScenarioFile = (name: string): boolean => [...MODULES, '.json'].includes(extname(name));

/**
 * Loads a scenario from a module, whose default export it is, or from plain data in JSON. Rejects with an error that names the
 * file, and of plain data each place that is wrong.
 */
export async function loadScenarioFile(file: string): Promise<Scenario> {
  return extname(file) === '.json' ? loadJson(file) : loadModule(file);
}

async function loadJson(file: string): Promise<Scenario> {
  const text = await readFile(file, 'utf8').catch((error) => {
    throw explain(file, error);
  });
  const { checkData, isScenarioData } = await import('./scenarios/check-data.js');
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is no JSON: ${messageOf(error)}.`, { cause: error });
  }
  const problems = checkData(data);
  if (!isScenarioData(data, problems)) {
    const more = problems.length > TOLD ? [`and ${problems.length - TOLD} more`] : [];
    throw new Error(`${file} cannot be seeded:\n  ${[...problems.slice(0, TOLD), ...more].join('\n  ')}`);
  }
  const { dataParts } = await import('./scenarios/data-parts.js');
  const parts = dataParts(data);
  return { name: data.name ?? basename(file, '.json'), description: data.description ?? '', parts: () => parts };
}

async function loadModule(file: string): Promise<Scenario> {
  if (/ts$/.test(file) && !process.features.typescript) {
    throw new Error(
      `Node ${process.version} does not read ${file}: TypeScript needs Node 22.18 or newer, or take .mjs.`,
    );
  }
  let module: { default?: unknown };
  try {
    await access(file);
    module = await import(pathToFileURL(file).href);
  } catch (error) {
    throw explain(file, error);
  }
  if (isScenario(module.default)) return module.default;
  throw new Error(
    `${file} has no scenario as its default export. Write: export default scenario('name', 'what it is', [channel('general')]);`,
  );
}

const isScenario = (value: unknown): value is Scenario =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  typeof value.name === 'string' &&
  'parts' in value &&
  typeof value.parts === 'function';

function explain(file: string, error: unknown): Error {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  const why = isMissing ? 'there is no such file' : messageOf(error);
  return new Error(`${file} cannot be loaded: ${why}.`, { cause: error });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
