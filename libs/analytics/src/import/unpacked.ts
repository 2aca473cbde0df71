import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** What every gzip file begins with (RFC 1952, section 2.3.1). */
const GZIP = Buffer.from([0x1f, 0x8b]);

/** What was taken off the front of something, and what follows. */
async function* together(taken: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* taken;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** The bytes as they are, or unpacked where they begin as gzip does. */
export async function* unpacked(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const rest = bytes[Symbol.asyncIterator]();
  const taken: Buffer[] = [];
  for (let length = 0; length < GZIP.length;) {
    const next = await rest.next();
    if (next.done) break;
    taken.push(next.value);
    length += next.value.length;
  }
  const all = together(taken, rest);
  if (!Buffer.concat(taken).subarray(0, GZIP.length).equals(GZIP)) {
    yield* all;
    return;
  }
  const gunzip = createGunzip();
  // A fault of either ends the other, and comes out where the bytes are read.
  pipeline(Readable.from(all, { objectMode: false }), gunzip, () => undefined);
  yield* gunzip as AsyncIterable<Buffer>;
}
