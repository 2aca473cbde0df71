import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { type Known, textOf } from './text-of.js';

/** One place where a code is made. */
export interface ErrorSource {
  readonly kind: 'answer' | 'configuration' | 'part';
  readonly code: string;
  readonly package: string;
  /** `status`, `title` and `detail`, or `what`, `where` and `remedy`, as far as the source tells. */
  readonly texts: Readonly<Record<string, string>>;
}

const ROOT = join(__dirname, '..', '..');
const CODE = /^[A-Z][A-Z0-9]+(_[A-Z0-9]+)+$|^BOT$/;
const MEMBERS = ['status', 'title', 'detail', 'what', 'where', 'remedy'];

/** Every source of the libraries and of the sample application, without tests and what is for them, and without what describes routes by examples. */
export const sourceFiles = (): string[] =>
  ['libs', 'apps'].flatMap((group) =>
    readdirSync(join(ROOT, group)).flatMap((name) =>
      readdirSync(join(ROOT, group, name, 'src'), { recursive: true, encoding: 'utf8' })
        .filter((file) => /(?<!\.spec|\.long-spec)\.ts$/.test(file) && !/(^|\/)(testing|swagger|docs)\//.test(file))
        .sort()
        .map((file) => join(ROOT, group, name, 'src', file)),
    ),
  );

type Members = ReadonlyMap<string, ts.Expression>;

const membersOf = (literal: ts.ObjectLiteralExpression): Members =>
  new Map(
    literal.properties.flatMap((property) => {
      if (ts.isPropertyAssignment(property) && ts.isIdentifier(property.name))
        return [[property.name.text, property.initializer] as const];
      return ts.isShorthandPropertyAssignment(property) ? [[property.name.text, property.name] as const] : [];
    }),
  );

function kindOf(members: Members): ErrorSource['kind'] | undefined {
  if (!members.has('code')) return undefined;
  if (members.has('title') && members.has('status')) return 'answer';
  if (members.has('remedy')) return 'configuration';
  return members.has('detail') && members.size === 2 ? 'part' : undefined;
}

/** A function that makes an error out of its parameters. */
interface Helper {
  readonly parameters: readonly string[];
  readonly body: ts.Node;
}

function helperIn(node: ts.Node): readonly [name: string, helper: Helper] | undefined {
  const made = ts.isVariableDeclaration(node) && node.initializer !== undefined ? node.initializer : node;
  if (!ts.isArrowFunction(made) && !ts.isFunctionDeclaration(made)) return undefined;
  const name = ts.isVariableDeclaration(node) ? node.name : (made as ts.FunctionDeclaration).name;
  if (name === undefined || !ts.isIdentifier(name) || made.body === undefined) return undefined;
  const parameters = made.parameters.map((parameter) => parameter.name.getText());
  return parameters.length === 0 ? undefined : [name.text, { parameters, body: made.body }];
}

/** Reads the codes out of the sources, where they are made. */
export class ErrorSources {
  readonly found: ErrorSource[] = [];
  /** Files in which a code is computed out of what only a running program knows. */
  readonly computed = new Set<string>();
  private readonly helpers = new Map<string, Helper>();
  private depth = 0;

  constructor(files: readonly string[] = sourceFiles()) {
    const parsed = files.map((file) =>
      ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023, true),
    );
    // Names of helpers are said again in other files; there, the nearest one is meant.
    for (const file of parsed) this.collect(file, file);
    for (const file of parsed) this.scan(file, file.fileName, new Map());
  }

  private collect(file: ts.SourceFile, node: ts.Node): void {
    const helper = helperIn(node);
    if (helper !== undefined && /new \w+(Error|Exception)\(|[fF]ault\(|\bcode\b/.test(helper[1].body.getText())) {
      this.helpers.set(`${file.fileName}#${helper[0]}`, helper[1]);
      if (/^export /.test(node.parent.parent?.getText() ?? '') || /^export /.test(node.getText()))
        this.helpers.set(helper[0], helper[1]);
    }
    node.forEachChild((child) => this.collect(file, child));
  }

  private scan(node: ts.Node, file: string, known: Known): void {
    if (ts.isObjectLiteralExpression(node)) this.read(node, file, known);
    if (ts.isCallExpression(node)) this.call(node, file, known);
    node.forEachChild((child) => this.scan(child, file, known));
  }

  /** Reads a helper once more, for what this caller gives it. */
  private call({ expression, arguments: given }: ts.CallExpression, file: string, known: Known): void {
    const name = expression.getText();
    const helper = this.helpers.get(`${file}#${name}`) ?? this.helpers.get(name);
    if (helper === undefined || this.depth > 3) return;
    const values = helper.parameters.map((parameter, i) => [parameter, textOf(given[i], known)] as const);
    this.depth += 1;
    this.scan(helper.body, file, new Map(values));
    this.depth -= 1;
  }

  private read(literal: ts.ObjectLiteralExpression, file: string, known: Known): void {
    const members = membersOf(literal);
    const kind = kindOf(members);
    const code = textOf(members.get('code'), known);
    if (kind === undefined) return;
    if (!CODE.test(code)) {
      const expression = members.get('code')!;
      if (this.depth === 0 && !ts.isIdentifier(expression)) this.computed.add(relative(ROOT, file));
      return;
    }
    const texts = MEMBERS.filter((name) => members.has(name)).map((name) => [name, textOf(members.get(name), known)]);
    const [group, name] = relative(ROOT, file).split('/');
    this.found.push({
      kind,
      code,
      package: group === 'apps' ? 'sample-api' : name!,
      texts: Object.fromEntries(texts) as Record<string, string>,
    });
  }
}
