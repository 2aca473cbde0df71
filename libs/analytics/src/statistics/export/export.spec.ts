import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { type Breakdown, type TimeSeries } from '../answers.js';
import { answerFile } from './answer-file.js';
import { type TableAnswer } from './answer-rows.js';
import { csvLine } from './csv-line.js';

const META = {
  definitions: { pageviews: 'page views', bounceRate: 'share' },
  visitorsBasis: '',
  computedFrom: 'raw-events',
  completeUntil: null,
} as const;
const FRAME = { from: '2026-06-01', to: '2026-06-02', site: 'default', timezone: 'UTC', meta: META };
const BREAKDOWN: Breakdown = { ...FRAME, dimension: 'page', items: [], nextCursor: null };

async function* none(): AsyncGenerator<TableAnswer, void, undefined> {
  // Nothing comes after.
}
const csv = (answer: TableAnswer): Promise<string> => text(answerFile(answer, none(), 'csv'));
const ndjson = (answer: TableAnswer): Promise<string> => text(answerFile(answer, none(), 'ndjson'));

/** Reads what RFC 4180 says, character by character. */
function read(line: string): string[] {
  const cells: string[] = [''];
  let isQuoted = false;
  for (let i = 0; i < line.length; i += 1) {
    const [here, next] = [line[i]!, line[i + 1]];
    if (isQuoted && here === '"' && next === '"') i += 1;
    else if (here === '"') {
      isQuoted = !isQuoted;
      continue;
    } else if (!isQuoted && here === ',') {
      cells.push('');
      continue;
    } else if (!isQuoted && here === '\r' && next === '\n') break;
    cells[cells.length - 1] += here;
  }
  return cells;
}

describe('a line of a table', () => {
  it.each([
    [['a', 1, 0.5, undefined], 'a,1,0.5,'],
    [['a,b'], '"a,b"'],
    [['a "b"'], '"a ""b"""'],
    [['a\r\nb'], '"a\r\nb"'],
    [['=1+1'], "'=1+1"],
    [['+49'], "'+49"],
    [['-2'], "'-2"],
    [['@sum'], "'@sum"],
    [['\t=1'], "'\t=1"],
    [['\r=1'], '"\'\r=1"'],
    [['＝1'], "'＝1"],
    [['=HYPERLINK("http://x","y")'], '"\'=HYPERLINK(""http://x"",""y"")"'],
    [[-2.5], '-2.5'],
    [['/ü/日本'], '/ü/日本'],
  ])('of %j is %j', (cells, line) => {
    expect(csvLine(cells)).toBe(`${line}\r\n`);
  });

  it('comes back as it was, but for what a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (cells) => {
        const back = read(csvLine(cells));
        expect(back.map((cell, i) => (cell === `'${cells[i]!}` ? cells[i] : cell))).toEqual(cells);
        expect(back.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
      }),
    );
  });
});

describe('an answer as a file', () => {
  it('of a breakdown has a row for each value', async () => {
    const items = [
      { value: '/a', metrics: { pageviews: 2, bounceRate: 0.5 } },
      { value: '=b', metrics: {} },
    ];
    expect(await csv({ ...BREAKDOWN, items })).toBe("value,pageviews,bounceRate\r\n/a,2,0.5\r\n'=b,,\r\n");
    expect(await ndjson({ ...BREAKDOWN, items })).toBe(
      '{"value":"/a","pageviews":2,"bounceRate":0.5}\n{"value":"=b"}\n',
    );
  });

  it('has columns beside it where it is set beside something', async () => {
    const days = { from: '2026-05-30', to: '2026-05-31' };
    const items = [{ value: '/a', metrics: { pageviews: 2 }, comparison: { pageviews: 1, bounceRate: 1 } }];
    expect(await csv({ ...BREAKDOWN, items, comparison: days })).toBe(
      'value,pageviews,bounceRate,comparison_pageviews,comparison_bounceRate\r\n/a,2,,1,1\r\n',
    );
    expect(await csv({ ...FRAME, metrics: { pageviews: 3 }, comparison: { ...days, metrics: { pageviews: 4 } } })).toBe(
      'from,to,pageviews,bounceRate,comparison_from,comparison_to,comparison_pageviews,comparison_bounceRate\r\n' +
        '2026-06-01,2026-06-02,3,,2026-05-30,2026-05-31,4,\r\n',
    );
    const series: TimeSeries = {
      ...FRAME,
      interval: 'hour',
      series: [{ time: 'T1', metrics: { pageviews: 1 } }],
      comparison: { ...days, series: ['T0', 'T0b'].map((time) => ({ time, metrics: { pageviews: 2 } })) },
    };
    expect(await csv(series)).toBe(
      'time,pageviews,bounceRate,comparison_time,comparison_pageviews,comparison_bounceRate\r\nT1,1,,T0,2,\r\n,,,T0b,2,\r\n',
    );
  });

  it('has its header even where there is nothing', async () => {
    expect(await csv(BREAKDOWN)).toBe('value,pageviews,bounceRate\r\n');
    expect(await ndjson(BREAKDOWN)).toBe('');
  });

  it('asks for no more than is read, and for nothing when whoever reads goes away', async () => {
    let asked = 0;
    let isOver = false;
    const items = Array.from({ length: 500 }, (_, i) => ({ value: `/${i}`.padEnd(200, 'x'), metrics: {} }));
    async function* more(): AsyncGenerator<TableAnswer, void, undefined> {
      try {
        for (; asked < 1_000; asked += 1) yield { ...BREAKDOWN, items };
      } finally {
        isOver = true;
      }
    }
    const stream = answerFile({ ...BREAKDOWN, items }, more(), 'csv');
    for await (const part of stream) {
      expect(String(part)).toContain('value,pageviews');
      break;
    }
    expect(asked).toBeLessThan(5);
    expect(isOver || asked === 0).toBe(true);
  });
});
