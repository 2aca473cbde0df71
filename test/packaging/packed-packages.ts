import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** A folder in which the packages are installed as they would be published, and nothing else of this repository. */
export interface PackedPackages {
  readonly folder: string;
  /** Names of the installed packages. */
  readonly names: readonly string[];
  remove(): void;
}

/**
 * Packs libraries; the tarballs are what a registry would hand out.
 *
 * @param libs default: all
 */
export function packLibraries(
  destination: string,
  libs: readonly string[] = readdirSync(join(ROOT, 'libs')),
): string[] {
  mkdirSync(destination, { recursive: true });
  execFileSync(
    'npm',
    ['pack', '--silent', '--pack-destination', destination, ...libs.flatMap((lib) => ['-w', `libs/${lib}`])],
    {
      cwd: ROOT,
      stdio: 'pipe',
    },
  );
  return readdirSync(destination).filter((file) => file.endsWith('.tgz'));
}

/** Gives an unpacked package what it depends on, in the versions that it was built with. */
function installDependencies(name: string, unpacked: string): void {
  const { dependencies = {} } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  for (const dependency of Object.keys(dependencies)) {
    const places = [join(ROOT, 'libs', name), ROOT].map((folder) => join(folder, 'node_modules', dependency));
    const link = join(unpacked, 'node_modules', dependency);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(
      places.find((place) => existsSync(place))!,
      link,
    );
  }
}

/**
 * Unpacks the tarballs below `parent`, so that their peers are those that `parent` has installed.
 *
 * @param parent a folder with `node_modules`
 */
export function installPacked(parent: string, tarballs: string, files: readonly string[]): PackedPackages {
  mkdirSync(join(parent, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(parent, '.cache', 'packed-'));
  const scope = join(folder, 'node_modules', '@nest-privacy');
  mkdirSync(scope, { recursive: true });
  const names = files.map((file) => {
    const name = file.replace(/^nest-privacy-(.+)-\d+\.\d+\.\d+\.tgz$/, '$1');
    execFileSync('tar', ['-xzf', join(tarballs, file), '-C', scope]);
    renameSync(join(scope, 'package'), join(scope, name));
    installDependencies(name, join(scope, name));
    return name;
  });
  return { folder, names, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Has the packages find TypeORM 0.3, and Nest's module of it as well, of which they therefore get a copy. */
export function useEarlierTypeOrm({ folder }: PackedPackages): void {
  const modules = join(folder, 'node_modules');
  symlinkSync(join(ROOT, 'node_modules', 'typeorm-0.3'), join(modules, 'typeorm'));
  cpSync(join(ROOT, 'node_modules', '@nestjs', 'typeorm'), join(modules, '@nestjs', 'typeorm'), { recursive: true });
}
