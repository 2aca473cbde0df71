/** Where the bytes of a log come from, unpacked. */
export interface LogInput {
  /** As people call it, in messages. */
  readonly name: string;
  /** Bytes as they are kept, packed or not; `undefined` while nobody knows. */
  readonly size: number | undefined;
  /** Bytes that were read of those. */
  readonly consumed: number;
  /** The beginning, by which the same log is known again; `undefined` where it can be read but once. */
  head(): Promise<Buffer | undefined>;
  /** @param from bytes of the unpacked log that are left out */
  chunks(from: number): AsyncIterable<Buffer>;
}
