// A bundle carries other people's code: their licenses go with it.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Folders of the packages that a bundle took code from, by name, as its metafile tells. */
function packagesOf(metafile, from) {
  const found = new Map();
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      if (bytesInOutput === 0 || !path.includes('node_modules/')) continue;
      let folder = dirname(resolve(from, path));
      while (!isPackage(folder)) folder = dirname(folder);
      const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      found.set(name, { folder, version, license });
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Some packages have nameless package.json files inside, which only say what kind of module a folder holds. */
const isPackage = (folder) =>
  existsSync(join(folder, 'package.json')) && 'name' in JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** Writes THIRD-PARTY-LICENSES.txt beside a bundle and takes its metafile away. */
export function writeLicenses(dist) {
  const metafile = join(dist, 'metafile-esm.json');
  const texts = packagesOf(JSON.parse(readFileSync(metafile, 'utf8')), dirname(dist)).map(
    ([name, { folder, version, license }]) => {
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}\n`;
    },
  );
  writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
  rmSync(metafile);
}
