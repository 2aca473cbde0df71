const BITS_52 = 13;
const VERSION_7 = '7';
/** The first number of ids that were not made by the time: what years around 2056 would have. */
const FOREIGN = 2 ** 31 - 2 ** 24;

/**
 * The two numbers of an event's id, 84 bits of the UUID that sort as it does: those of its time but the first eight, which change every 35 years, and 44 of
 * its random ones. The first number is an integer of 32 bits with a sign, the other one of 52 bits, which JavaScript keeps exactly. Of an id that is no UUID of version 7 76 bits are kept,
 * beside all others.
 */
export const idPartsOf = (id: string): readonly [high: number, low: number] => {
  const low = parseInt(id.slice(11, 13) + id.slice(15, 18) + id.slice(20, 23) + id.slice(24, 29), 16);
  const bits = parseInt(id.slice(2, 8) + id.slice(9, 11), 16) | 0;
  return [id[14] === VERSION_7 ? bits : FOREIGN + (bits & 0xffffff), low];
};

/** 52 bits of a visitor, enough to tell the visitors of a site apart. */
export const visitorNumber = (visitor: string): number => parseInt(visitor.slice(0, BITS_52), 16);
