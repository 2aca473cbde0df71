import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BOOT_MODULE, bootModule } from './boot-snippet.js';
import { contractPage, type DescribedApi } from './contract-page.js';
import { errorsPage } from './errors-page.js';

const FOLDER = join(__dirname, '..', '..', 'docs');

/** Writes what is made, the pages and the boot snippet of the client: `npm run docs -- http://127.0.0.1:3000` for the contract too, out of what that application serves. */
async function main(url: string | undefined): Promise<void> {
  writeFileSync(join(FOLDER, 'errors.md'), errorsPage());
  writeFileSync(BOOT_MODULE, bootModule());
  if (url === undefined) return;
  const document = (await (await fetch(new URL('/docs-json', url))).json()) as DescribedApi;
  writeFileSync(join(FOLDER, 'http-contract.md'), contractPage(document));
}

void main(process.argv[2]);
