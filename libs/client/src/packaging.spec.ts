import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What the entry `.` is made of. */
const ROOMS = ['index.ts', 'state/', 'transport/', 'outbox/', 'client/'];
const sources = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && ROOMS.some((room) => name.startsWith(room)))
  .map((name) => join(__dirname, name));

describe('the package', () => {
  it('compiles for a browser, without Node’s types and without importing anything', () => {
    const program = ts.createProgram(sources, {
      noEmit: true,
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
      types: [],
    });
    expect(ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText)).toEqual([]);
    const imports = sources.flatMap((name) => ts.preProcessFile(readFileSync(name, 'utf8')).importedFiles);
    expect(imports.filter(({ fileName }) => !/^\.{1,2}\//.test(fileName))).toEqual([]);
  });
});
