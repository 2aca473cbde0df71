import { TCString, type TCModel } from '@iabtechlabtcf/core';
import { days } from '@nest-privacy/core';
import { endOf, type Span } from '../decision/span.js';
import { assertTcCost } from './string-cost.js';

/** Policies since 30 September 2023 (TCF 2.2); strings under earlier ones are void. */
const LEAST_POLICY = 4;
/** Purposes for which legitimate interest is no basis since TCF 2.2. */
const CONSENT_ONLY = [3, 4, 5, 6];

/** A string that is older is to be made anew (IAB Europe, TCF policies: users are reminded every 13 months at least). */
const LONGEST: Span = { months: 13 };

/** A TC string that was read, or what is wrong with it. */
export type TcReading =
  { readonly model: TCModel; readonly fault?: never } | { readonly model?: never; readonly fault: string };

/**
 * Reads a TC string and judges it by the rules of TCF 2.3 (https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework):
 * version 2, a policy in force, the segment DisclosedVendors, `Created` and `LastUpdated` as one and the same day, no legitimate interest where only consent counts.
 */
export function readTcString(text: string): TcReading {
  try {
    assertTcCost(text);
    const model = TCString.decode(text);
    const fault = faultOf(model, text);
    return fault === undefined ? { model } : { fault };
  } catch (error) {
    return { fault: error instanceof RangeError ? error.message : 'is no TC string' };
  }
}

/** Whether what a string says is too old to be relied on. */
export const isOld = ({ lastUpdated }: TCModel, now: number): boolean => now >= endOf(lastUpdated.getTime(), LONGEST);

function faultOf(model: TCModel, text: string): string | undefined {
  if (Number(model.policyVersion) < LEAST_POLICY) return `is of a TCF policy before ${LEAST_POLICY}`;
  if (!segmentTypes(text).includes('disclosed')) return 'lacks the segment DisclosedVendors, which TCF 2.3 demands';
  const [created, updated] = [model.created.getTime(), model.lastUpdated.getTime()];
  if (created !== updated) return 'was created at another time than it was last updated, which TCF 2.2 forbids';
  if (created % days(1) !== 0) return 'tells the time of its making more finely than by the day, which TCF 2.2 forbids';
  if (CONSENT_ONLY.some((purpose) => model.purposeLegitimateInterests.has(purpose)))
    return 'claims legitimate interest for a purpose of 3 to 6, which needs consent';
  return undefined;
}

/** The type stands in the first three bits of a segment: the first half of its first character. */
const segmentTypes = (text: string): readonly string[] =>
  text
    .split('.')
    .slice(1)
    .map((segment) => (/^[I-P]/.test(segment) ? 'disclosed' : 'other'));
