import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DOCS = join(__dirname, '..', '..', 'docs');
const LINK = /\[[^\]]*\]\(([^)\s]+)\)(?:: ((?:"[^"]+"(?:, )?)+))?/g;

const read = (page: string): string => readFileSync(join(DOCS, page), 'utf8');
const linksOf = (text: string) =>
  [...text.matchAll(LINK)]
    .map(([, target = '', names = '']) => ({
      target: target.replace(/#.*$/, ''),
      names: [...names.matchAll(/"([^"]+)"/g)].map(([, name]) => name!),
    }))
    .filter(({ target }) => target !== '' && !/^(https?:|mailto:)/.test(target));

/** The cells of each line of a page's tables, without their heads. */
const rowsOf = (page: string): string[][] =>
  read(page)
    .split('\n')
    .filter((line, i, lines) => line.startsWith('| ') && !line.startsWith('| -') && !/^\| -/.test(lines[i + 1] ?? ''))
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim()));

describe('the page of laws and standards', () => {
  const rows = rowsOf('law.md');

  it('leads from each rule to what answers it, and to a test', () => {
    expect(rows.length).toBeGreaterThan(25);
    for (const cells of rows) {
      expect([cells.length, ...cells.filter((cell) => cell === '')]).toEqual([4]);
      const named = linksOf(cells[3]!).filter(({ target, names }) => target.endsWith('spec.ts') && names.length > 0);
      if (named.length === 0) throw new Error(`nothing shows: ${cells[0]!}`);
    }
  });

  it.each([
    'GDPR Art. 4(11)',
    'GDPR Art. 7(1)',
    'GDPR Art. 12(3)',
    'GDPR Art. 15',
    'GDPR Art. 17',
    'GDPR Art. 20',
    'GDPR Art. 30',
    'ePrivacy Directive Art. 5(3)',
    'EDPB Guidelines 05/2020',
    'CNIL',
    'United Kingdom',
    'US states',
    'ISO/IEC TS 27560',
    'RFC 6962',
    'RFC 8785',
    'RFC 8032',
    'RFC 9457',
    'IAB',
  ])('has a line for %s', (rule) => {
    expect(rows.some(([name]) => name!.startsWith(rule))).toBe(true);
  });
});

describe.each(['law.md', 'evidence.md', 'keys.md', 'retention.md'])('the links of %s', (page) => {
  it('lead where there is something, and to tests of these names', () => {
    for (const { target, names } of linksOf(read(page))) {
      const file = join(DOCS, target);
      if (!existsSync(file)) throw new Error(`${target} is not there`);
      const text = readFileSync(file, 'utf8');
      expect(names.filter((name) => !text.includes(name))).toEqual([]);
    }
  });
});
