import { BitReader } from './bit-reader.js';

/** Ids that all ranges of one string may span together: three times all vendors that there can be. */
const MOST_IDS = 200_000;
/** Sections of a GPP string; the registry has less than forty. */
const MOST_SECTIONS = 64;
/** Bits of a TC string's core before its vectors of vendors (TCF v2, "The Core String"). */
const CORE_HEAD = 213;

/**
 * The libraries write out every id of a range, so that a text of some hundred characters can ask for work of seconds. This counts the ids first.
 *
 * @throws RangeError when they are too many, or the text ends within a range
 */
export function assertTcCost(text: string): void {
  const budget = { left: MOST_IDS };
  for (const [i, segment] of text.split('.').entries()) {
    const bits = new BitReader(segment);
    if (i === 0) {
      bits.skip(CORE_HEAD);
      vector(bits, budget);
      vector(bits, budget);
      for (let restrictions = bits.number(12); restrictions > 0; restrictions--) {
        bits.skip(8);
        ranges(bits, budget);
      }
    } else if ([1, 2].includes(bits.number(3))) vector(bits, budget);
  }
}

function vector(bits: BitReader, budget: { left: number }): void {
  const most = bits.number(16);
  if (bits.bit() === 0) bits.skip(most);
  else ranges(bits, budget);
}

function ranges(bits: BitReader, budget: { left: number }): void {
  for (let entries = bits.number(12); entries > 0; entries--) {
    const isRange = bits.bit() === 1;
    const start = bits.number(16);
    const end = isRange ? bits.number(16) : start;
    if (end < start) throw new RangeError('has a range that ends before it begins');
    budget.left -= end - start + 1;
    if (budget.left < 0) throw new RangeError('names more vendors than there can be');
  }
}

/**
 * The sections that the header of a GPP string names.
 *
 * @throws RangeError when the header is none, or names more than there can be
 */
export function gppSections(text: string): number[] {
  const bits = new BitReader(text.split('~', 1)[0]!);
  if (bits.number(6) !== 3 || bits.number(6) !== 1) throw new RangeError('has no header of version 1');
  const found: number[] = [];
  let last = 0;
  for (let entries = bits.number(12); entries > 0; entries--) {
    const isRange = bits.bit() === 1;
    const start = last + bits.fibonacci();
    last = isRange ? start + bits.fibonacci() : start;
    if (last > MOST_SECTIONS || found.length > MOST_SECTIONS) throw new RangeError('names sections that there are not');
    for (let id = start; id <= last; id++) found.push(id);
  }
  return found;
}
