/** A line of a log. */
export interface LogLine {
  /** Without its end; `undefined` where it is longer than any line may be. */
  readonly text: string | undefined;
  /** Bytes of the log up to its end. */
  readonly end: number;
  /** Whether its end is there; of a log that is being written the last line may be but the beginning of one. */
  readonly isEnded: boolean;
}

/** The longest line that is read, in bytes: eight times what servers take for a request's head. */
export const LONGEST_LINE = 65_536;

const NEWLINE = 10;
const BOM = '\uFEFF';

/** Bytes that are no UTF-8 become `U+FFFD`. */
const textOf = (bytes: Buffer, isFirst: boolean): string => {
  const text = bytes.toString('utf8');
  const line = text.endsWith('\r') ? text.slice(0, -1) : text;
  return isFirst && line.startsWith(BOM) ? line.slice(1) : line;
};

/**
 * The lines of a log, as many at a time as came together. Of a line that is too long nothing is kept in memory.
 *
 * @param from bytes of the log that came before
 */
export async function* logLines(chunks: AsyncIterable<Buffer>, from = 0): AsyncGenerator<readonly LogLine[]> {
  let end = from;
  let begun: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer): void => {
    length += part.length;
    if (length <= LONGEST_LINE) begun.push(part);
    else begun = [];
    end += part.length;
  };
  const finish = (): Pick<LogLine, 'text' | 'end'> => {
    const text = length > LONGEST_LINE ? undefined : textOf(Buffer.concat(begun), end === length);
    begun = [];
    length = 0;
    return { text, end };
  };
  for await (const chunk of chunks) {
    const lines: LogLine[] = [];
    let start = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, at));
      const line = finish();
      end += 1;
      lines.push({ text: line.text, end, isEnded: true });
      start = at + 1;
    }
    add(chunk.subarray(start));
    if (lines.length > 0) yield lines;
  }
  if (length > 0) yield [{ ...finish(), isEnded: false }];
}
