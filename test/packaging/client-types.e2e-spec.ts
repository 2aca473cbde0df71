import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';
import { installPacked, packLibraries, type PackedPackages } from './packed-packages.js';

const ROOT = join(__dirname, '..', '..');
const FIXTURES = join(__dirname, 'fixtures', 'types');

const RESOLUTIONS: Readonly<Record<string, ts.CompilerOptions>> = {
  bundler: { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
  node16: { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
};
const STRICT: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  strict: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: false,
  skipLibCheck: false,
  jsx: ts.JsxEmit.ReactJSX,
  noEmit: true,
};

describe('the types of the client, as it is published', () => {
  let tarballs: string;
  let packages: PackedPackages;
  /** What is read once for all programs, such as the types of the browser. */
  const parsed = new Map<string, ts.SourceFile | undefined>();

  beforeAll(() => {
    tarballs = mkdtempSync(join(tmpdir(), 'nest-privacy-client-'));
    packages = installPacked(ROOT, tarballs, packLibraries(tarballs, ['core', 'client']));
    cpSync(FIXTURES, packages.folder, { recursive: true });
    writeFileSync(join(packages.folder, 'package.json'), '{ "type": "module" }');
  }, 120_000);
  afterAll(() => {
    packages.remove();
    rmSync(tarballs, { recursive: true, force: true });
  });

  /** What the compiler has against a program of one file and against the types of ours that it takes in; those of others are theirs. */
  const faultsOf = (file: string, resolution: string): string[] => {
    // What a server is told stands upon the types of Node.
    const options = { ...STRICT, ...RESOLUTIONS[resolution], types: file === 'assets.ts' ? ['node'] : [] };
    const host = ts.createCompilerHost(options);
    const { getSourceFile } = host;
    host.getSourceFile = (path, wanted, ...rest) => {
      const format = typeof wanted === 'object' ? wanted.impliedNodeFormat : undefined;
      const key = `${path} ${resolution} ${format}`;
      if (!parsed.has(key)) parsed.set(key, getSourceFile(path, wanted, ...rest));
      return parsed.get(key);
    };
    const program = ts.createProgram([join(packages.folder, file)], options, host);
    const ours = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(packages.folder));
    const faults = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()].concat(
      ours.flatMap((source) => [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]),
    );
    return faults.map(
      (fault) => `${fault.file?.fileName}: ${ts.flattenDiagnosticMessageText(fault.messageText, '\n')}`,
    );
  };

  const files = readdirSync(FIXTURES);
  const all = Object.keys(RESOLUTIONS).flatMap((resolution) => files.map((file) => [file, resolution] as const));
  it.each(all)(
    'are whole, and enough for an application that has this entry alone: %s, %s',
    (file, resolution) => {
      expect(faultsOf(file, resolution)).toEqual([]);
    },
    60_000,
  );

  it('have such an application for each entry', () => {
    const { exports } = JSON.parse(readFileSync(join(ROOT, 'libs', 'client', 'package.json'), 'utf8')) as {
      exports: object;
    };
    const texts = files.map((file) => readFileSync(join(FIXTURES, file), 'utf8')).join('\n');
    const entries = Object.keys(exports).filter((entry) => !/\.(?:json|js)$/.test(entry));
    expect(entries.filter((entry) => !texts.includes(`'@nest-privacy/client${entry.slice(1)}'`))).toEqual([]);
  });

  it.each(['react', 'vue', 'svelte', 'element'])(
    'may be imported alone without a bundler complaining: %s',
    async (entry) => {
      const contents = `import '@nest-privacy/client/${entry}';`;
      const stdin = { contents, resolveDir: packages.folder };
      const { warnings } = await build({
        stdin,
        bundle: true,
        logLevel: 'silent',
        tsconfigRaw: {},
        platform: 'browser',
        write: false,
      });
      expect(warnings).toEqual([]);
    },
  );
});
