import fc from 'fast-check';
import { Vary } from './vary.js';

const vary = (): Vary => new Vary(['DNT', 'Sec-GPC']);

describe('Vary', () => {
  it.each([
    [undefined, 'DNT, Sec-GPC'],
    ['', 'DNT, Sec-GPC'],
    ['Accept-Encoding', 'Accept-Encoding, DNT, Sec-GPC'],
    ['dnt', 'DNT, Sec-GPC'],
    ['sec-gpc, Origin,dnt', 'Origin, DNT, Sec-GPC'],
    ['Origin, origin', 'Origin, DNT, Sec-GPC'],
    ['*', '*'],
    ['Origin, *', 'Origin, *'],
  ])('adds itself to %j', (existing, expected) => {
    expect(vary().merge(existing)).toBe(expected);
  });

  it('names everything once, loses nothing and changes nothing the second time', () => {
    const name = fc.stringMatching(/^[A-Za-z-]{1,8}$/);
    const subject = vary();
    fc.assert(
      fc.property(fc.array(fc.oneof(name, fc.constantFrom('DNT', 'dnt', 'SEC-GPC'))), (names) => {
        const merged = subject.merge(names.join(', '));
        const lower = merged.split(', ').map((entry) => entry.toLowerCase());
        expect(new Set(lower).size).toBe(lower.length);
        for (const entry of [...names, 'DNT', 'Sec-GPC']) expect(lower).toContain(entry.toLowerCase());
        expect(subject.merge(merged)).toBe(merged);
      }),
    );
  });
});
