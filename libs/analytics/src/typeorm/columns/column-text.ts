import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { type Column, type Places, placesFor } from './column.js';

/** Numbers before the values: of rows, of values, and whether the values are written by how far each is from the one before. */
const HEAD = 3;
const BYTES = 4;
/** Fast; what compresses well at all does so at once. */
const LEVEL = 1;
/** From the least value to it a step is a number of 32 bits. */
const MOST = 2 ** 31 - 1;

/** Whether values are small whole numbers, and so are the steps between them. */
const isSmall = (values: Float64Array): boolean =>
  values.every((value) => Number.isInteger(value) && value >= -1 && value < MOST);

const bytesOf = ({ buffer, byteOffset, byteLength }: Places | Int32Array | Float64Array): Buffer =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);

/** A column as text: deflated, in base64. */
export function columnToText({ values, places }: Column): string {
  const small = isSmall(values);
  const head = Int32Array.of(places.length, values.length, small ? 1 : 0);
  const written = small ? Int32Array.from(values, (value, i) => value - (i === 0 ? 0 : values[i - 1]!)) : values;
  const bytes = Buffer.concat([bytesOf(head), bytesOf(written), bytesOf(places)]);
  return deflateRawSync(bytes, { level: LEVEL }).toString('base64');
}

/** The column of a text. */
export function columnFromText(text: string): Column {
  const { buffer, byteOffset } = inflateRawSync(Buffer.from(text, 'base64'));
  const from = (bytes: number): ArrayBuffer => buffer.slice(byteOffset + bytes);
  const [rows, count, isStepped] = new Int32Array(from(0), 0, HEAD) as unknown as [number, number, number];
  const start = HEAD * BYTES;
  const written = isStepped === 1 ? new Int32Array(from(start), 0, count) : new Float64Array(from(start), 0, count);
  const places = placesFor(count, rows);
  bytesOf(places).set(new Uint8Array(from(start + written.byteLength), 0, places.byteLength));
  return { values: isStepped === 1 ? summed(written) : (written as Float64Array), places };
}

function summed(steps: Int32Array | Float64Array): Float64Array {
  const values = new Float64Array(steps.length);
  let value = 0;
  for (let i = 0; i < steps.length; i++) values[i] = value += steps[i]!;
  return values;
}
