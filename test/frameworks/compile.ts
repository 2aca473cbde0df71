import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..', '..');

/** Compiles files of an application that has the packages of this repository, and tells what is wrong with each. */
export function faultsOf(files: Readonly<Record<string, string>>): Map<string, string[]> {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: ['-'] }, ts.sys, ROOT);
  const texts = new Map(Object.entries(files).map(([path, text]) => [join(ROOT, path), text]));
  const settings = { ...options, types: [], jsx: ts.JsxEmit.Preserve, noEmit: true };
  const host = ts.createCompilerHost(settings);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.getSourceFile = (path, target, ...rest) => {
    const text = texts.get(path);
    return text === undefined ? getSourceFile(path, target, ...rest) : ts.createSourceFile(path, text, target);
  };
  const program = ts.createProgram([...texts.keys()], settings, host);
  const messageOf = ({ messageText }: ts.Diagnostic): string => ts.flattenDiagnosticMessageText(messageText, '\n');
  return new Map(
    Object.keys(files).map((path) => {
      const source = program.getSourceFile(join(ROOT, path))!;
      return [
        path,
        [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(messageOf),
      ];
    }),
  );
}
