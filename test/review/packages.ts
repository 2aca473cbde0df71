import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** One package of the suite. */
export interface Package {
  /** Folder below `libs`. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** Names of its sources below `src`, with `/`, without those of its tests. */
  readonly sources: readonly string[];
}

function packageIn(folder: string): Package {
  const home = join(ROOT, 'libs', folder);
  const sources = readdirSync(join(home, 'src'), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !/(?:^|[.-])spec\.ts$/.test(path))
    .sort();
  return { folder, sources, manifest: JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Manifest };
}

export const PACKAGES: readonly Package[] = readdirSync(join(ROOT, 'libs')).sort().map(packageIn);

/** The packages that are Nest modules: all but the browser's. */
export const NEST_PACKAGES = PACKAGES.filter(({ folder }) => folder !== 'client');

/** The file that an entry of `exports` is built from, below `src`. */
export const entryFile = (subpath: string): string =>
  subpath === '.' ? 'index.ts' : `${subpath.replace('./', '')}/index.ts`;

/** The entries of a package that are code, such as `.` and `./testing`, and not files. */
export const entriesOf = ({ manifest }: Package): string[] =>
  Object.keys(manifest.exports).filter((subpath) => !/\.(?:json|css|js)$/.test(subpath));
