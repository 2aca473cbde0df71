// Prints what publint and Are The Types Wrong find fault with in packed packages: `node scripts/check-packages.mjs <tarball>...`.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';

/** Files for pages, which no program imports by their types. */
const FOR_PAGES = ['./styles.css', './privacy.js'];

for (const file of process.argv.slice(2)) {
  const tarball = new Uint8Array(readFileSync(file));
  const { problems } = await checkPackage(createPackageFromTarballData(tarball), {
    excludeEntrypoints: FOR_PAGES,
  });
  const { messages } = await publint({ pack: { tarball: tarball.buffer } });
  for (const fault of [...problems, ...messages]) console.log(`${basename(file)}: ${JSON.stringify(fault)}`);
}
