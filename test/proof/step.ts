import fc from 'fast-check';

/** The categories that the model's visitors decide about. */
export const CATEGORIES = ['STATISTICS', 'MARKETING'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Browsers of the model; the first two are of one user, the last is of another. */
export const DEVICES = 3;

/** Something that happens. */
export type Step =
  | {
      readonly kind: 'decide';
      readonly device: number;
      readonly decisions: Readonly<Partial<Record<Category, 'granted' | 'denied'>>>;
      /** Whether the visitor was told of GPC. */
      readonly informed: boolean;
    }
  | { readonly kind: 'withdraw'; readonly device: number }
  | { readonly kind: 'login'; readonly device: number }
  | { readonly kind: 'signal'; readonly device: number; readonly gpc: boolean }
  | { readonly kind: 'wait'; readonly hours: number }
  | { readonly kind: 'publish'; readonly renewal: 'none' | 'all' | 'changed'; readonly changed: Category };

const device = fc.nat({ max: DEVICES - 1 });
const decision = fc.constantFrom('granted' as const, 'denied' as const);
const decisions = fc.oneof(
  fc.record({ STATISTICS: decision, MARKETING: decision }),
  fc.record({ STATISTICS: decision }),
  fc.record({ MARKETING: decision }),
);
/** Around the half year that a decision counts, an hour at its end, and moments. */
const hours = fc.constantFrom(0, 1, 24, 24 * 60, 24 * 90, 24 * 180 - 1, 24 * 180);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('decide' as const), device, decisions, informed: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), device }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('login' as const), device }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('signal' as const), device, gpc: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait' as const), hours }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('publish' as const),
      renewal: fc.constantFrom('none' as const, 'all' as const, 'changed' as const),
      changed: fc.constantFrom(...CATEGORIES),
    }),
  },
);

/** What happens to a few visitors, one after the other. */
export const story: fc.Arbitrary<readonly Step[]> = fc.array(step, { minLength: 1, maxLength: 16 });
