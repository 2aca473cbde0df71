import { createHash } from 'node:crypto';
import { BoundedMap } from '@nest-privacy/core/kit';

/** Lines among which equal ones are told apart: a server writes the requests of one second closer together. */
export const EQUAL_LINES_WITHIN = 20_000;

/** Ids of what lines tell, which follow from the lines alone, so that another import of them adds nothing. */
export class LineIds {
  private readonly counts = new BoundedMap<string, number>(EQUAL_LINES_WITHIN);

  /** @param site whose log it is */
  constructor(private readonly site: string) {}

  /**
   * The id of a line: a UUID of the shape of version 7 (RFC 9562), of the time and a hash of site, line, and how many equal ones came before. Equal lines
   * are requests of the same second, and each is one of its own.
   *
   * @param at milliseconds since the epoch
   */
  of(line: string, at: number): string {
    const content = createHash('sha256')
      .update(JSON.stringify([this.site, line]))
      .digest();
    const key = content.toString('latin1', 0, 16);
    const before = this.counts.get(key) ?? 0;
    this.counts.set(key, before + 1);
    return idOf(at, before === 0 ? content : createHash('sha256').update(content).update(`${before}`).digest());
  }
}

const TIME_BYTES = 6;

function idOf(at: number, random: Buffer): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(at, 0, TIME_BYTES);
  random.copy(bytes, TIME_BYTES, 0, 16 - TIME_BYTES);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
