import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const LINK = /\[[^\]]*\]\(([^)\s]+)\)(?:: ((?:"[^"]+"(?:, )?)+))?/g;

/** A link of a document, and the names of tests that are said to stand where it leads. */
interface Link {
  readonly document: string;
  readonly target: string;
  readonly names: readonly string[];
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

function linksOf(document: string): Link[] {
  return [...read(document).matchAll(LINK)]
    .map(([, target = '', names = '']) => ({
      document,
      target,
      names: [...names.matchAll(/"([^"]+)"/g)].map(([, name]) => name!),
    }))
    .filter(({ target }) => !/^(https?:|#|mailto:)/.test(target));
}

const libraries = readdirSync(join(ROOT, 'libs')).map((lib) => `libs/${lib}/README.md`);
const documents = ['README.md', 'SECURITY.md', 'apps/sample-api/README.md', ...libraries].filter((document) =>
  existsSync(join(ROOT, document)),
);
const links = documents.flatMap(linksOf);

const fileOf = ({ document, target }: Link): string => join(dirname(document), target.replace(/#.*$/, ''));

/** The rows of the table of promises: what is promised, and the cell that says what shows it. */
const promises = (): [promise: string, shown: string][] => {
  const [, section = ''] = read('SECURITY.md').split('## What shows it\n');
  const rows = section
    .split('\n## ')[0]!
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| ?-/.test(line));
  return rows.slice(1).map(
    (row) =>
      row
        .split('|')
        .slice(1, 3)
        .map((cell) => cell.trim()) as [string, string],
  );
};

describe('what the documents promise', () => {
  it('leads where there is something', () => {
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter((link) => !existsSync(join(ROOT, fileOf(link))))).toEqual([]);
  });

  it('is shown by tests of these names', () => {
    const named = links.flatMap((link) => link.names.map((name) => ({ ...link, name })));
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((link) => !read(fileOf(link)).includes(link.name))).toEqual([]);
  });

  it('is shown by a test, promise by promise', () => {
    expect(promises().length).toBeGreaterThan(20);
    expect(promises().filter(([, shown]) => !/\]\([^)]*spec\.ts\)/.test(shown))).toEqual([]);
  });

  it('is linked to what shows it in the README, too', () => {
    const [, section = ''] = read('README.md').split('## What it promises\n');
    const items = section
      .split('\n## ')[0]!
      .split('\n')
      .filter((line) => line.startsWith('- '));
    expect(items.length).toBeGreaterThan(5);
    expect(items.filter((item) => !/\]\([^)]*spec\.ts\)/.test(item))).toEqual([]);
  });
});
