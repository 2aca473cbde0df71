import { BitReader } from './bit-reader.js';

/** Ids that all ranges of one string may span together: three times all vendors that there can be. */
const MOST_IDS = 200_000;
/** Sections of a GPP string; the registry has less than forty. */
const MOST_SECTIONS = 64;
/** Bits of a TC string's core before its vectors of vendors (TCF v2, "The Core String"), and of the version that it begins with. */
const [CORE_HEAD, VERSION] = [213, 6];
/** What follows the core: the vendors that were disclosed, those that are allowed, and the purposes of the publisher; each once. */
const [DISCLOSED, ALLOWED, PUBLISHER] = [1, 2, 3];

/**
 * The libraries write out every id of a range, so that a text of some hundred characters can ask for work of seconds. This counts the ids first. The library tells what a
 * segment is by its first bits, wherever it stands, and reads version 1 by another layout: what is counted here is what is read there only where both are as they should be.
 *
 * @throws RangeError when they are too many, the text ends within a range, is of another version than 2, or has a segment that belongs nowhere
 */
export function assertTcCost(text: string): void {
  const budget = { left: MOST_IDS };
  const [first = '', ...segments] = text.split('.');
  core(new BitReader(first), budget);
  const known = new Set([DISCLOSED, ALLOWED, PUBLISHER]);
  for (const segment of segments) {
    const bits = new BitReader(segment);
    const kind = bits.number(3);
    if (!known.delete(kind)) throw new RangeError('has a segment of a kind that there is not, or one twice');
    if (kind !== PUBLISHER) vector(bits, budget);
  }
}

function core(bits: BitReader, budget: { left: number }): void {
  if (bits.number(VERSION) !== 2) throw new RangeError('is not of version 2');
  bits.skip(CORE_HEAD - VERSION);
  vector(bits, budget);
  vector(bits, budget);
  for (let restrictions = bits.number(12); restrictions > 0; restrictions--) {
    bits.skip(8);
    ranges(bits, budget);
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
