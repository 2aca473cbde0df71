import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';
import { optionsOf } from './options.js';
import { entriesOf, NEST_PACKAGES, type Package, PACKAGES, ROOT } from './packages.js';
import { isDocumented, isExported, sourceOf } from './source.js';

/** A source, where it stands and what it holds. */
interface Source {
  readonly path: string;
  readonly file: ts.SourceFile;
  readonly lines: number;
}

const sourcesOf = ({ folder, sources }: Package): Source[] =>
  sources.map((path) => {
    const file = sourceOf(folder, path);
    return { path, file, lines: file.text.trimEnd().split('\n').length };
  });

const classesOf = ({ file }: Source): ts.ClassDeclaration[] =>
  file.statements.filter(ts.isClassDeclaration).filter(isExported);

const decoratorsOf = (node: ts.ClassDeclaration): string[] =>
  (ts.getDecorators(node) ?? []).map(({ expression }) =>
    ts.isCallExpression(expression) ? expression.expression.getText() : expression.getText(),
  );

const implementsOf = (node: ts.ClassDeclaration): string[] =>
  (node.heritageClauses ?? []).flatMap(({ types }) => types.map((type) => type.getText()));

/** `TrackingItemsModule` as a file is named after it: `tracking-items-module`. */
const kebab = (name: string): string =>
  name
    .replace('TypeOrm', 'Typeorm')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();

const nameOfFile = (path: string): string => basename(path, '.ts').replaceAll('.', '-');

/** Where a class of each kind lives, as everybody who knows one package expects it. */
const PLACES: readonly (readonly [decorator: string, place: RegExp])[] = [
  ['Module', /\.module\.ts$/],
  ['Controller', /\.controller\.ts$/],
  ['Entity', /^entities\/[^/]+\.entity\.ts$/],
];

const ROLES: readonly (readonly [suffix: string, place: RegExp])[] = [
  ['Interceptor', /\.interceptor\.ts$/],
  ['Service', /\.service\.ts$/],
  ['Exception', /\.exception\.ts$/],
  ['Error', /\.error\.ts$/],
];

describe.each(PACKAGES.map((one) => [one.manifest.name, one] as const))('%s', (name, one) => {
  const all = sourcesOf(one);
  const { folder } = one;

  it('is made of small files, each with one class that it is named after', () => {
    const wrong = all.flatMap((source) => {
      const classes = classesOf(source).map((node) => node.name?.text ?? '');
      const testing = source.path.startsWith('testing/');
      return [
        ...(source.lines > 250 && !source.path.endsWith('.data.ts')
          ? [`${source.path} has ${source.lines} lines`]
          : []),
        ...(classes.length > 1 ? [`${source.path} exports ${classes.join(', ')}`] : []),
        ...(classes.length === 1 &&
        !testing &&
        !/^migrations\//.test(source.path) &&
        kebab(classes[0]!) !== nameOfFile(source.path) &&
        !kebab(classes[0]!).startsWith(`${nameOfFile(source.path)}`)
          ? [`${source.path} exports ${classes[0]!}`]
          : []),
        ...(/(?:^|\/)(?:utils?|helpers?|common|misc)(?:\/|\.ts$)/.test(source.path)
          ? [`${source.path} is a drawer`]
          : []),
      ];
    });
    expect(wrong).toEqual([]);
    expect(all.reduce((sum, { lines }) => sum + lines, 0) / all.length).toBeLessThanOrEqual(60);
  });

  it('has every kind of class in its place', () => {
    const wrong = all.flatMap((source) =>
      classesOf(source).flatMap((node) => {
        const decorators = decoratorsOf(node);
        const className = node.name?.text ?? '';
        return [
          ...(implementsOf(node).includes('CanActivate') && !source.path.endsWith('.guard.ts') ? [['Guard']] : []),
          ...PLACES.filter(([decorator, place]) => decorators.includes(decorator) && !place.test(source.path)),
          ...(folder === 'client' ? [] : ROLES).filter(
            ([suffix, place]) => className.endsWith(suffix) && !place.test(source.path),
          ),
        ].map(([kind]) => `${kind} ${className} in ${source.path}`);
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('names its tokens after itself, so that two copies of it agree', () => {
    const texts = all.flatMap(({ path, file }) =>
      [...file.text.matchAll(/Symbol(\.for)?\(\s*(['"`]?)([^'"`)]*)/g)].map(([, shared, , text]) => ({
        path,
        shared,
        text,
      })),
    );
    const wrong = texts
      .filter(
        ({ shared, text }) => shared !== undefined && !text!.startsWith(`${name}:`) && !text!.startsWith(`${name}/`),
      )
      .map(({ path, text }) => `${path}: ${text!}`);
    expect(wrong).toEqual([]);
  });

  it('gives every duration in milliseconds, under a name without the unit', () => {
    expect(optionsOf(one).filter(({ name: member }) => /(?:Ms|Millis|Seconds|Minutes|Days)$/.test(member))).toEqual([]);
  });

  it('says of every option what it means and, where it may be left out, what holds then', () => {
    const wrong = optionsOf(one)
      .filter(({ text, optional, byDefault }) =>
        text === '' && byDefault === undefined ? true : optional && byDefault === undefined,
      )
      .map(({ owner, name: member }) => `${owner}.${member}`);
    expect(wrong).toEqual([]);
  });

  it('says of everything it exports what it is', () => {
    const wrong = all
      .filter(({ path }) => !path.endsWith('index.ts'))
      .flatMap(({ path, file }) =>
        file.statements
          .filter(
            (node) => ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node) || ts.isFunctionDeclaration(node),
          )
          .filter(isExported)
          .filter(
            (node, _, nodes) => !nodes.some((other) => other.name?.text === node.name?.text && isDocumented(other)),
          )
          .map((node) => `${path}: ${node.name?.text ?? ''}`),
      );
    expect(wrong).toEqual([]);
  });
});

describe.each(NEST_PACKAGES.map((one) => [one.manifest.name, one] as const))(
  'the shape of %s',
  (name, { folder, sources, manifest }) => {
    it.each(['index.ts', `${folder}.module.ts`, `${folder}.module-definition.ts`, `${folder}.options.ts`])(
      'has %s',
      (path) => {
        expect(sources).toContain(path);
      },
    );

    it('has its resolved options in one place, and its entities and migrations under the names of all', () => {
      const has = (folderName: string): boolean => sources.some((path) => path.startsWith(`${folderName}/`));
      const expected = [
        ...(folder === 'core' ? [] : [`${folder}.config.ts`]),
        ...(has('entities') ? ['entities/index.ts'] : []),
        ...(has('migrations') ? ['migrations/index.ts', `${folder}.data-source.ts`] : []),
      ];
      expect(sources).toEqual(expect.arrayContaining(expected));
      const files = sources.filter((path) => path.startsWith('migrations/') && path !== 'migrations/index.ts');
      expect(files.filter((path) => !/^migrations\/\d{13}-[a-z0-9-]+\.ts$/.test(path))).toEqual([]);
    });

    it('asks for the same peers as the others', () => {
      const others = NEST_PACKAGES.map(({ manifest: { peerDependencies = {} } }) => peerDependencies);
      const wrong = Object.entries(manifest.peerDependencies ?? {}).filter(([peer, range]) =>
        others.some((peers) => peers[peer] !== undefined && peers[peer] !== range),
      );
      expect(wrong).toEqual([]);
    });

    it('has a README that begins with its name and an example', () => {
      const readme = readFileSync(join(ROOT, 'libs', folder, 'README.md'), 'utf8');
      expect(readme.startsWith(`# ${name}\n`)).toBe(true);
      expect(readme).toContain('```ts\nimport ');
    });

    it('has a README that names every entry', () => {
      const readme = readFileSync(join(ROOT, 'libs', folder, 'README.md'), 'utf8');
      const entries = entriesOf({ folder, sources, manifest }).map((entry) => entry.slice(1));
      expect(entries.filter((entry) => ![`\`${entry}\``, name + entry].some((text) => readme.includes(text)))).toEqual(
        [],
      );
    });
  },
);
