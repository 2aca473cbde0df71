import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isThere, linksOf, readPage } from './links.js';

const ROOT = join(__dirname, '..', '..');
const libraries = readdirSync(join(ROOT, 'libs')).map((lib) => `libs/${lib}/README.md`);
const docs = readdirSync(join(ROOT, 'docs'))
  .filter((name) => name.endsWith('.md'))
  .map((page) => `docs/${page}`);
const pages = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'apps/sample-api/README.md', ...libraries, ...docs];
const links = pages.flatMap((page) => linksOf(page));

/** The rows of the table of promises: what is promised, and the cell that says what shows it. */
const promises = (): [promise: string, shown: string][] => {
  const [, section = ''] = readPage('SECURITY.md').split('## What shows it\n');
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
    expect(links.filter((link) => !isThere(link))).toEqual([]);
  });

  it('is shown by tests of these names', () => {
    const named = links.flatMap((link) => link.names.map((name) => ({ ...link, name })));
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((link) => !readPage(link.file).includes(link.name))).toEqual([]);
  });

  it('is shown by a test, promise by promise', () => {
    expect(promises().length).toBeGreaterThan(20);
    expect(promises().filter(([, shown]) => !/\]\([^)]*spec\.ts\)/.test(shown))).toEqual([]);
  });

  it('is linked to what shows it in the README, too', () => {
    const [, section = ''] = readPage('README.md').split('## What it promises\n');
    const items = section
      .split('\n## ')[0]!
      .split('\n')
      .filter((line) => line.startsWith('- '));
    expect(items.length).toBeGreaterThan(5);
    expect(items.filter((item) => !/\]\([^)]*spec\.ts\)/.test(item))).toEqual([]);
  });
});
