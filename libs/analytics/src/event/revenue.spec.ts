import fc from 'fast-check';
import { faultOfRevenue, revenueOf } from './revenue.js';

describe('revenue', () => {
  it.each([
    [12.5, 125_000],
    [19.99, 199_900],
    [1.00015, 10_002],
    [-1.00015, -10_002],
    [0.1 + 0.2, 3_000],
    [-0, 0],
    [-0.00001, 0],
    [1_000_000_000, 10_000_000_000_000],
  ])('of %d is %d ten-thousandths', (amount, expected) => {
    const money = { amount, currency: 'EUR' };
    expect([faultOfRevenue(money), revenueOf(money)]).toEqual([undefined, { amount: expected, currency: 'EUR' }]);
  });

  it('is what is written, to four places', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000_000_000, max: 10_000_000_000_000 }), (parts) => {
        expect(revenueOf({ amount: parts / 10_000, currency: 'JPY' })!.amount).toBe(parts === 0 ? 0 : parts);
      }),
    );
  });

  it.each([
    null,
    5,
    [],
    {},
    { amount: '5', currency: 'EUR' },
    { amount: NaN, currency: 'EUR' },
    { amount: 1_000_000_001, currency: 'EUR' },
    { amount: -Infinity, currency: 'EUR' },
    { amount: 5 },
    { amount: 5, currency: 'eur' },
    { amount: 5, currency: 'EURO' },
    { amount: 5, currency: 'EUR', items: 3 },
  ])('is not %p', (money) => {
    expect(faultOfRevenue(money)).toMatch(/^revenue/);
  });

  it('is none where nobody says any', () => {
    expect(revenueOf(undefined)).toBeNull();
  });
});
