// Prints what publint and Are The Types Wrong find fault with in packed packages: `node scripts/check-packages.mjs <tarball>...`.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';

for (const file of process.argv.slice(2)) {
  const tarball = new Uint8Array(readFileSync(file));
  const { problems } = await checkPackage(createPackageFromTarballData(tarball));
  const { messages } = await publint({ pack: { tarball: tarball.buffer } });
  for (const fault of [...problems, ...messages]) console.log(`${basename(file)}: ${JSON.stringify(fault)}`);
}
