import { type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { LineFault } from './line-fault.js';
import { type Foreign, isForeign } from './json-cookie.js';

/** A line as it came in. */
export interface ImportLine {
  /** From 1; a table's head is line 1. */
  readonly line: number;
  readonly value: Foreign | LineFault;
  /** Whether nothing behind it can be read. */
  readonly isEnd?: true;
}

/** Longest line, in UTF-16 units. */
export const LONGEST_LINE = 16_384;

/** A JSON object a line; empty lines count, and say nothing. */
export async function* ndjsonLines(body: Readable): AsyncGenerator<ImportLine, void, undefined> {
  let [line, rest] = [0, ''];
  const decoder = new TextDecoder();
  const whole = async function* (): AsyncGenerator<string, void, undefined> {
    for await (const chunk of body as AsyncIterable<Buffer | string>) {
      rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
      const parts = rest.split('\n');
      rest = parts.pop()!;
      yield* parts;
      // What no line can be any more is not gathered.
      if (rest.length > LONGEST_LINE) rest = rest.slice(0, LONGEST_LINE + 1);
    }
    yield rest + decoder.decode();
  };
  for await (const text of whole()) {
    line++;
    if (text.trim() !== '') yield { line, value: jsonOf(text) };
  }
}

function jsonOf(text: string): Foreign | LineFault {
  if (text.length > LONGEST_LINE) return new LineFault(`is longer than ${LONGEST_LINE} characters`);
  try {
    const value: unknown = JSON.parse(text);
    return isForeign(value) ? value : new LineFault('is no JSON object');
  } catch {
    return new LineFault('is no JSON');
  }
}

/** A table by RFC 4180 whose first line names the columns. Behind quotes that do not close, or a line without end, nothing can be told apart any more. */
export async function* csvRows(body: Readable): AsyncGenerator<ImportLine, void, undefined> {
  const faults: ImportLine[] = [];
  let end = Number.POSITIVE_INFINITY;
  const refuse = ({ code, lines }: CsvError): void => {
    const line = typeof lines === 'number' ? lines : 0;
    if (code === 'CSV_RECORD_INCONSISTENT_COLUMNS')
      faults.push({ line, value: new LineFault('has another number of columns than the first line') });
    else if (line < end) {
      end = line;
      faults.push({
        line,
        value: new LineFault(`is no line of a table (${code}); nothing behind it was read`),
        isEnd: true,
      });
    }
  };
  const parser = parse({
    bom: true,
    columns: true,
    info: true,
    max_record_size: LONGEST_LINE,
    on_skip: (error) => void (error && refuse(error)),
    skip_empty_lines: true,
    skip_records_with_error: true,
  });
  const feeding = pipeline(body, parser).catch(() => undefined);
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: Foreign; info: { lines: number } }>) {
      if (info.lines >= end) break;
      yield { line: info.lines, value: record };
      yield* faults.splice(0);
    }
    yield* faults;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield { line: 1, value: new LineFault(`names no columns (${error.code})`), isEnd: true };
  } finally {
    parser.destroy();
    await feeding;
  }
}
