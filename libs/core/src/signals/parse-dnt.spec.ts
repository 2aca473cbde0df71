import fc from 'fast-check';
import { parseDnt } from './parse-dnt.js';

const latin1 = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)) });
const blanks = fc.string({ unit: fc.constantFrom(' ', '\t'), maxLength: 5 });
const extension = fc.string({
  unit: fc
    .integer({ min: 0x21, max: 0x7e })
    .map((c) => String.fromCharCode(c))
    .filter((c) => !'",\\'.includes(c)),
  maxLength: 20,
});

describe('parseDnt', () => {
  it.each([
    [['1'], true],
    [['0'], false],
    [[], null],
    [['1abc'], true],
    [['1xyz'], true],
    [['10'], true],
    [['0abc'], false],
    [['01'], false],
    [['0;q=1'], false],
    [[''], null],
    [['   '], null],
    [['\t1 '], true],
    [['2'], null],
    [['-1'], null],
    [['true'], null],
    [['yes'], null],
    [['null'], null],
    [['unspecified'], null],
    [['"1"'], null],
    [['?1'], null],
    [['1', '1'], true],
    [['1, 1'], true],
    [['0', '1'], true],
    [['0, 1'], true],
    [['', '1'], true],
    [['0', '0'], null],
    [['0, 0'], null],
    [['0,'], null],
    [[',0'], null],
    [['0 1'], null],
    [['0"a"'], null],
    [['0\\x'], null],
    [['1 1'], true],
    [['1\\x'], true],
    [['1\u00f0\u009f\u0098\u0080'], true],
    [['\uff11'], null],
    [['\u0661'], null],
    [['\u00b9'], null],
    [['\u00a01'], null],
    [['\ufeff1'], null],
    [[`1${'a'.repeat(8000)}`], true],
    [[`0${'z'.repeat(8000)}`], false],
  ])('reads %j as %s', (lines, expected) => {
    expect(parseDnt(lines)).toBe(expected);
  });

  it('reads consent only from one well-formed member that begins with 0', () => {
    fc.assert(
      fc.property(fc.array(latin1), (lines) => {
        if (parseDnt(lines) !== false) return;
        expect(lines).toHaveLength(1);
        expect(lines[0]).toMatch(/^[ \t]*0[\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]*[ \t]*$/);
      }),
    );
  });

  it('lets one opt-out win over whatever else was sent, wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(latin1), fc.nat(), blanks, latin1, fc.boolean(), (others, at, blank, rest, joined) => {
        const lines = others.toSpliced(at % (others.length + 1), 0, `${blank}1${rest}`);
        expect(parseDnt(joined ? [lines.join(', ')] : lines)).toBe(true);
      }),
    );
  });

  it('ignores extensions and surrounding blanks', () => {
    fc.assert(
      fc.property(fc.constantFrom('0', '1'), extension, blanks, blanks, (first, rest, before, after) => {
        expect(parseDnt([before + first + rest + after])).toBe(first === '1');
      }),
    );
  });

  it('says the same of lines and of their join', () => {
    fc.assert(
      fc.property(fc.array(latin1, { minLength: 1 }), (lines) =>
        expect(parseDnt(lines)).toBe(parseDnt([lines.join(', ')])),
      ),
    );
  });
});
