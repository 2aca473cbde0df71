import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMPUTED } from '../../scripts/docs/computed-errors.js';
import { ErrorSources, sourceFiles } from '../../scripts/docs/error-sources.js';
import { errorsPage } from '../../scripts/docs/errors-page.js';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'errors.md'), 'utf8');
/** Where a code stands, by another way than the page finds it. */
const LITERAL = /(?:\bcode: |[fF]ault\(\s*|\black\(\s*|reason: )'([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)'/g;
/** Of drivers, never shown to anybody. */
const FOREIGN = new Set(['PG_SILENT']);

describe('the page of error codes', () => {
  const sources = new ErrorSources();

  it('is what the sources say; "npm run docs" makes it again', () => {
    expect(page).toBe(errorsPage(sources));
  });

  it('misses no code of the sources', () => {
    const codes = sourceFiles().flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(LITERAL)].map(([, code]) => code!),
    );
    expect(codes.length).toBeGreaterThan(100);
    expect(codes.filter((code) => !FOREIGN.has(code) && !page.includes(`\`${code}\``))).toEqual([]);
  });

  it('knows every place where a code is computed', () => {
    expect([...sources.computed].sort()).toEqual(Object.keys(COMPUTED).sort());
  });

  it('gives every fault of the configuration a remedy, and every refusal a status', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    expect(rows.filter((row) => /\| … \| [a-z, -]+ \|$/.test(row))).toEqual([]);
    for (const { kind, texts } of sources.found.filter((source) => source.kind === 'answer'))
      expect([kind, texts.status]).toEqual(['answer', expect.stringMatching(/^[45]\d\d$/)]);
  });
});
