import { linksOf, readPage, titlesIn } from './links.js';

/** The cells of each line of a page's tables, without their heads. */
const rowsOf = (page: string): string[][] =>
  readPage(page)
    .split('\n')
    .filter((line, i, lines) => line.startsWith('| ') && !line.startsWith('| -') && !/^\| -/.test(lines[i + 1] ?? ''))
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim()));

describe.each(['docs/law.md', 'docs/attacks.md'])('the tables of %s', (page) => {
  const rows = rowsOf(page);

  it('lead from each line to what answers it, and to a test', () => {
    expect(rows.length).toBeGreaterThan(25);
    for (const cells of rows) {
      expect([cells.length, ...cells.filter((cell) => cell === '')]).toEqual([4]);
      const named = linksOf(page, cells[3]).filter(({ file, names }) => file.endsWith('spec.ts') && names.length > 0);
      if (named.length === 0) throw new Error(`nothing shows: ${cells[0]!}`);
    }
  });

  it('name tests by their titles, and none of a file in which one is skipped', () => {
    for (const { file, names } of linksOf(page)) {
      if (names.length === 0) continue;
      const titles = titlesIn(readPage(file));
      expect([file, names.filter((name) => !titles.has(name))]).toEqual([file, []]);
    }
  });
});

it('takes for the titles of a file those of tests that are run', () => {
  const tests = "it('is one', run); it.each([['a']])('is each %s', run); const text = 'is none'; // it is none";
  expect([...titlesIn(tests)]).toEqual(['is one', 'is each %s']);
  expect([...titlesIn(`${tests} it.skip('is left out', run);`)]).toEqual([]);
});

/** What each page is to say, by the beginnings of its rows. */
const ROWS = {
  'docs/law.md': [
    'GDPR Art. 4(11)',
    'GDPR Art. 7(1)',
    'GDPR Art. 7(4)',
    'GDPR Art. 12(3)',
    'GDPR Art. 15',
    'GDPR Art. 17',
    'GDPR Art. 20',
    'GDPR Art. 21',
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
    'RFC 7519',
    'RFC 9457',
    'Standard Webhooks',
    'CPRA',
    'IAB',
  ],
  'docs/attacks.md': [
    'a forged cookie',
    'a replayed cookie',
    'a secret that leaked',
    'a write from another site',
    'other people',
    'a planted subject',
    'an idempotency key',
    'mass posting',
    'a country',
    'oversized',
  ],
};

describe.each(Object.entries(ROWS))('%s', (page, beginnings) => {
  const rows = rowsOf(page);

  it.each(beginnings)('has a line for %s', (beginning) => {
    expect(rows.some(([name]) => name!.startsWith(beginning))).toBe(true);
  });
});
