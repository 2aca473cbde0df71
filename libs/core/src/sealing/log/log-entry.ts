/** An entry of a sealed log as the log knows it. */
export interface LogEntry {
  /** UUID of what was entered. */
  readonly id: string;
  /** When, in milliseconds since the epoch. */
  readonly at: number;
  /** Its leaf hash. */
  readonly hash: Buffer;
}

const BYTES = 16 + 8 + 32;

/** Entries as text: 56 bytes each, base64. */
export function entriesText(entries: readonly LogEntry[]): string {
  const bytes = Buffer.alloc(entries.length * BYTES);
  for (const [i, { id, at, hash }] of entries.entries()) {
    bytes.write(id.replaceAll('-', ''), i * BYTES, 'hex');
    bytes.writeBigInt64BE(BigInt(at), i * BYTES + 16);
    hash.copy(bytes, i * BYTES + 24);
  }
  return bytes.toString('base64');
}

/** The entries of {@link entriesText}; of an altered text whatever it says. */
export function entriesOf(text: string): LogEntry[] {
  const bytes = Buffer.from(text, 'base64');
  return Array.from({ length: Math.floor(bytes.length / BYTES) }, (_, i) => {
    const entry = bytes.subarray(i * BYTES, (i + 1) * BYTES);
    const id = entry.toString('hex', 0, 16).replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    return { id, at: Number(entry.readBigInt64BE(16)), hash: entry.subarray(24) };
  });
}
