import { execFile, execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installPacked, packLibraries, useEarlierTypeOrm, type PackedPackages } from './packed-packages.js';

const ROOT = join(__dirname, '..', '..');
const NEST12 = join(ROOT, 'compat', 'nest12');
const FIXTURES = join(__dirname, 'fixtures');

describe('the packages as they are published', () => {
  let tarballs: string;
  let files: string[];
  const installed: PackedPackages[] = [];

  beforeAll(() => {
    tarballs = mkdtempSync(join(tmpdir(), 'nest-privacy-tarballs-'));
    files = packLibraries(tarballs);
    if (!existsSync(join(NEST12, 'node_modules'))) {
      execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: NEST12, stdio: 'pipe' });
    }
  }, 240_000);

  afterAll(() => {
    installed.forEach((packages) => packages.remove());
    rmSync(tarballs, { recursive: true, force: true });
  });

  it.each([
    ['11', 'CommonJS', '1', ROOT, 'app-nest11.cjs'],
    ['12', 'ECMAScript module', '1', NEST12, 'app-nest12.mjs'],
    ['11', 'CommonJS', '0.3', ROOT, 'app-nest11.cjs'],
  ])(
    'run in a Nest %s application that is %s, on TypeORM %s, with one copy of each class',
    async (nest, _format, typeorm, parent, app) => {
      const packages = installPacked(parent, tarballs, files);
      installed.push(packages);
      if (typeorm === '0.3') useEarlierTypeOrm(packages);
      for (const file of ['application.cjs', app]) copyFileSync(join(FIXTURES, file), join(packages.folder, file));
      const { stdout } = await promisify(execFile)(process.execPath, [join(packages.folder, app)], {
        cwd: packages.folder,
      });
      expect(JSON.parse(stdout.trim().split('\n').at(-1)!)).toEqual({
        nest,
        typeorm,
        singleCopies: true,
        tk: 'N',
        state: 'unset',
        decision: 201,
        event: 202,
        counted: 1,
        requests: 200,
        catalogue: 200,
        metrics: true,
      });
    },
    60_000,
  );

  it.each([
    ['entries.cjs', (entry: string) => `require('${entry}');`],
    ['entries.mjs', (entry: string) => `await import('${entry}');`],
  ])('have a client whose entries Node may load, where they do nothing: %s', async (file, load) => {
    const packages = installPacked(ROOT, tarballs, files);
    installed.push(packages);
    const manifest = join(packages.folder, 'node_modules', '@nest-privacy', 'client', 'package.json');
    const { exports } = JSON.parse(readFileSync(manifest, 'utf8')) as { exports: object };
    // Nest, which the servers' entry stands upon, has globals of its own.
    const entries = Object.keys(exports).filter((entry) => !/\.(?:json|css|js)$|^\.\/assets$/.test(entry));
    const program = [
      `const before = Object.getOwnPropertyNames(globalThis);`,
      ...entries.map((entry) => load(`@nest-privacy/client${entry.slice(1)}`)),
      `console.log(JSON.stringify(Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name))));`,
    ];
    writeFileSync(join(packages.folder, file), program.join('\n'));
    const { stdout } = await promisify(execFile)(process.execPath, [join(packages.folder, file)], {
      cwd: packages.folder,
    });
    expect([entries.length > 8, stdout.trim()]).toEqual([true, '[]']);
  });

  it('are found, code and types, by every kind of resolution, subpaths under node10 included', async () => {
    const checker = join(ROOT, 'scripts', 'check-packages.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [
      checker,
      ...files.map((file) => join(tarballs, file)),
    ]);
    expect(stdout.split('\n').filter((line) => line !== '')).toEqual([]);
  }, 120_000);

  it('carry no source, no test and no application, and every entry point they promise', () => {
    for (const file of files) {
      const contents = execFileSync('tar', ['-tzf', join(tarballs, file)])
        .toString()
        .split('\n');
      expect(contents.filter((path) => /\.spec\.|\/src\/|sample-api/.test(path))).toEqual([]);
      const manifest = JSON.parse(
        execFileSync('tar', ['-xzOf', join(tarballs, file), 'package/package.json']).toString(),
      ) as {
        exports: Record<string, Record<string, { default: string; types: string } | string> | string>;
      };
      const promised = Object.values(manifest.exports).flatMap((entry) =>
        Object.values(typeof entry === 'string' ? [entry] : entry).flatMap((file) =>
          typeof file === 'string' ? [file] : [file.default, file.types],
        ),
      );
      expect(promised.filter((path) => !contents.includes(`package/${path.replace('./', '')}`))).toEqual([]);
    }
  });
});
