import { type Revenue } from './analytics-event.js';

/** Money as whoever reports it writes it: 12.5 of the currency's unit, such as `{ amount: 12.5, currency: 'EUR' }`. */
export interface RevenueInput {
  /** In the currency's unit, of either sign, up to 1 000 000 000; what is finer than a ten-thousandth is rounded. */
  readonly amount: number;
  /** ISO 4217, three capital letters. */
  readonly currency: string;
}

/** Largest amount, in units of the currency. */
export const LARGEST_AMOUNT = 1_000_000_000;
const CURRENCY = /^[A-Z]{3}$/;

/** What is wrong with the revenue of an event; `undefined` when nothing is. */
export function faultOfRevenue(revenue: unknown): string | undefined {
  if (typeof revenue !== 'object' || revenue === null || Array.isArray(revenue))
    return 'revenue must be an object { amount, currency }';
  const { amount, currency, ...foreign } = revenue as Readonly<Record<string, unknown>>;
  if (Object.keys(foreign).length > 0) return 'revenue has only the members amount and currency';
  if (typeof amount !== 'number' || !(Math.abs(amount) <= LARGEST_AMOUNT))
    return `revenue.amount must be a number from -${LARGEST_AMOUNT} to ${LARGEST_AMOUNT}`;
  if (typeof currency !== 'string' || !CURRENCY.test(currency))
    return 'revenue.currency must be three capital letters (ISO 4217), such as EUR';
  return undefined;
}

/** Revenue as events have it, in ten-thousandths; `null` for none. */
export const revenueOf = (revenue: RevenueInput | undefined): Revenue | null =>
  revenue === undefined ? null : { amount: tenThousandthsOf(revenue.amount), currency: revenue.currency };

/** By its decimal form, half away from zero: a product of doubles would make 1.00015 a little less than what is written. */
function tenThousandthsOf(amount: number): number {
  const rounded = Math.round(Number(`${Math.abs(amount).toFixed(6)}e4`));
  return rounded === 0 ? 0 : Math.sign(amount) * rounded;
}
