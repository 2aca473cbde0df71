import { type Readable } from 'node:stream';

/**
 * The body of a request that no parser of the framework has read, as UTF-8: Express knows no `text/plain` by itself, which is what `sendBeacon` sends.
 *
 * @param most bytes that are taken; what is more is read on and thrown away, for a client that is still sending would not see the answer otherwise
 * @param tooLarge makes the error of a larger one
 * @returns an empty text where somebody has read it before
 */
export function readText(request: Readable, most: number, tooLarge: () => Error): Promise<string> {
  if (!request.readable) return Promise.resolve('');
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > most) reject(tooLarge());
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.once('error', reject);
  });
}
