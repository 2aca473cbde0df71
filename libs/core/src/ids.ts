import { uuidv7, V7Generator } from 'uuidv7';

/** A new UUID of version 7 (RFC 9562): unique, and sorted by time so that indexes grow at one end. */
export const newId = (): string => uuidv7();

const given = new V7Generator();
given.setRollbackAllowance(0);

/**
 * The same for a given instant, so that {@link instantOfId} tells it. Ids of one instant that follow one another are in order.
 *
 * @param instant milliseconds since the epoch
 */
export const newIdAt = (instant: number): string => given.generateOrResetWithTs(instant).toString();

/** The instant in a UUID of version 7, in milliseconds since the epoch; without meaning for any other id. */
export const instantOfId = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

/**
 * An id made of given bits: a UUID of version 8 (RFC 9562, section 5.8), whose meaning is the caller's own.
 *
 * @param bits 16 bytes at least, of which six bits are given up; what follows is left out
 */
export function idOfBits(bits: Uint8Array): string {
  const bytes = Buffer.from(bits.subarray(0, 16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether `text` is a UUID in lower case. */
export const isId = (text: string): boolean => UUID.test(text);
