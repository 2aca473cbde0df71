import fc from 'fast-check';
import { type CatalogueView } from '../catalogue/catalogue-in-force.js';
import { consentTerms } from '../testing/consent-terms.js';
import { Circumstances } from './circumstances.js';

const OPT_IN = consentTerms();
const FIXED = { categories: ['STATISTICS'], gpcAffects: [] } as const;
const CATALOGUES: readonly CatalogueView[] = [1, 2].map((version) => ({
  version: { version, sha256: '' },
  renewals: { MARKETING: { version, at: version } },
}));

/** The last of each is what its type forbids, and a reader of the application may say all the same. */
const variable = fc.record({
  terms: fc.constantFrom(consentTerms(), consentTerms({ MARKETING: 'opt-out' })),
  signals: fc.record({
    dnt: fc.constantFrom(null, true, false, undefined as unknown as null),
    gpc: fc.constantFrom(true, false, undefined as unknown as false),
  }),
  noticeVersion: fc.integer({ min: 0, max: 40 }),
  catalogue: fc.constantFrom(...CATALOGUES),
});

describe('the circumstances of a question', () => {
  it('hold what they were made of, and are one object for those alone that are the same', () => {
    fc.assert(
      fc.property(fc.array(variable, { minLength: 2, maxLength: 40 }), (asked) => {
        const circumstances = new Circumstances(FIXED);
        const made = asked.map((one) => ({ one, got: circumstances.of(one) }));
        for (const { one, got } of made) {
          const { catalogue, ...rest } = one;
          const { version, renewals } = catalogue;
          expect(got).toEqual({ ...FIXED, ...rest, catalogueVersion: version!.version, renewals });
          for (const other of made) if (other.got === got) expect(other.one).toEqual(one);
        }
      }),
    );
  });

  it('are one object for the same said anew', () => {
    const circumstances = new Circumstances(FIXED);
    const say = () =>
      circumstances.of({
        terms: OPT_IN,
        signals: { dnt: null, gpc: true },
        noticeVersion: 3,
        catalogue: CATALOGUES[0]!,
      });
    expect(say()).toBe(say());
  });
});
