import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..', '..');

interface Example {
  readonly name: string;
  readonly code: string;
}

/** The TypeScript blocks of a README that are whole files: those that import what they use. */
function examplesOf(readme: string): Example[] {
  const text = readFileSync(join(ROOT, readme), 'utf8');
  return [...text.matchAll(/```ts\n([\s\S]*?)```/g)]
    .map(([, code = ''], i) => ({ name: `${readme} #${i + 1}`, code }))
    .filter(({ code }) => code.startsWith('import '));
}

const pagesOf = (folder: string): string[] =>
  readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `${folder}/${file}`);
const libs = readdirSync(join(ROOT, 'libs')).map((lib) => `libs/${lib}/README.md`);
const readmes = ['README.md', ...pagesOf('docs'), ...libs];
const examples = readmes.filter((readme) => existsSync(join(ROOT, readme))).flatMap(examplesOf);

/** What a page or an application has beside the example. */
const AMBIENT = `
declare const acceptButton: { onclick: () => void };
declare const rejectButton: { onclick: () => void };
declare function loadStatistics(): void;
declare function showYourDialog(): void;
declare function bootstrap(): Promise<void>;
declare const dataSource: import('typeorm').DataSource;
declare const order: object;
declare const payment: object;
declare class Order {}
declare class Payment {}
`;

/** Compiles the examples as if each were a file of an application in this repository. */
function compile(all: readonly Example[]): Map<string, string[]> {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: ['ambient.d.ts'] }, ts.sys, ROOT);
  const files = new Map(all.map(({ code }, i) => [join(ROOT, 'test', 'readme', `example-${i}.ts`), code]));
  const ambient = join(ROOT, 'test', 'readme', 'ambient.d.ts');
  files.set(ambient, AMBIENT);

  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.getSourceFile = (path, target, ...rest) => {
    const code = files.get(path);
    return code === undefined ? getSourceFile(path, target, ...rest) : ts.createSourceFile(path, code, target);
  };
  const program = ts.createProgram([...files.keys()], { ...options, noEmit: true, noUnusedLocals: false }, host);
  const messageOf = ({ messageText }: ts.Diagnostic): string => ts.flattenDiagnosticMessageText(messageText, '\n');
  return new Map(
    all.map(({ name }, i) => {
      const source = program.getSourceFile([...files.keys()][i]!)!;
      return [
        name,
        [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(messageOf),
      ];
    }),
  );
}

describe('the examples in READMEs and docs', () => {
  const faults = compile(examples);

  it('are there, one at least for each module', () => {
    for (const lib of ['analytics', 'client', 'consent', 'core', 'dnt', 'metrics', 'rights', 'tracking-items'])
      expect(examples.some(({ code }) => code.includes(`@nest-privacy/${lib}'`))).toBe(true);
  });

  it.each(examples.map(({ name }) => name))('compile: %s', (name) => {
    expect(faults.get(name)).toEqual([]);
  });
});
