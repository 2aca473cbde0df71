import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names that stay, whatever is in the files. */
export type AssetName = 'privacy.js' | 'privacy-views.js' | 'privacy-gate.js' | 'privacy.css';

/** One file for browsers. */
export interface ShippedFile {
  /** Its name by its content, such as `np.0123456789abcde.js`. */
  readonly file: string;
  /** For Subresource Integrity: `sha384-…`. */
  readonly integrity: string;
  /** What it says, and the same compressed, in base64. */
  readonly content: Readonly<Record<'identity' | 'gzip' | 'br', string>>;
}

const FOLDER = join(__dirname, '..', '..', 'dist', 'browser');

function shippedFiles(): Readonly<Record<AssetName, ShippedFile>> {
  const index = join(FOLDER, 'assets.json');
  if (!existsSync(index)) throw new Error('the files for browsers are not built: run "npm run build:libs" first');
  const assets = JSON.parse(readFileSync(index, 'utf8')) as Record<AssetName, Omit<ShippedFile, 'content'>>;
  const read = (name: string): string => readFileSync(join(FOLDER, name), 'base64');
  const filled = Object.entries(assets).map(([name, { file, integrity }]) => {
    const content = { identity: read(file), gzip: read(`${file}.gz`), br: read(`${file}.br`) };
    return [name, { file, integrity, content }];
  });
  return Object.fromEntries(filled) as Record<AssetName, ShippedFile>;
}

/**
 * The files for browsers. In the package the build has put a module in place of this one that says the same with the files in it, so that nothing is looked for
 * on a disk and an application may be bundled into one file.
 */
export const SHIPPED_FILES = shippedFiles();
