import { TCString, type TCModel } from '@iabtechlabtcf/core';
import { assertTcCost } from './string-cost.js';

/** Policies since 30 September 2023 (TCF 2.2); strings under earlier ones are void. */
const LEAST_POLICY = 4;
/** Purposes for which legitimate interest is no basis since TCF 2.2. */
const CONSENT_ONLY = [3, 4, 5, 6];

/** A TC string that was read, or what is wrong with it. */
export type TcReading =
  { readonly model: TCModel; readonly fault?: never } | { readonly model?: never; readonly fault: string };

/**
 * Reads a TC string and judges it by the rules of TCF 2.3 (https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework):
 * version 2, a policy in force, the segment DisclosedVendors, no legitimate interest where only consent counts.
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

function faultOf(model: TCModel, text: string): string | undefined {
  if (Number(model.policyVersion) < LEAST_POLICY) return `is of a TCF policy before ${LEAST_POLICY}`;
  if (!segmentTypes(text).includes('disclosed')) return 'lacks the segment DisclosedVendors, which TCF 2.3 demands';
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
