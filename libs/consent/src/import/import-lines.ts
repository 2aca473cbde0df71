import { type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseStrictJson } from '@nest-privacy/core/kit';
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

/** Line feeds of one body, for a line that says nothing costs time, too. */
export const MOST_LINE_FEEDS = 50_000;

const TOO_MANY = {
  value: new LineFault(`is of more than ${MOST_LINE_FEEDS} lines, empty ones counted; nothing behind it was read`),
  isEnd: true,
} as const;

/** A JSON object a line; empty lines count, and say nothing. */
export async function* ndjsonLines(body: Readable): AsyncGenerator<ImportLine, void, undefined> {
  let [line, rest, isCut] = [0, '', false];
  const decoder = new TextDecoder();
  const whole = async function* (): AsyncGenerator<string, void, undefined> {
    for await (const chunk of beginningOf(body, () => (isCut = true))) {
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
  if (isCut) yield { line, ...TOO_MANY };
}

/** A body up to the part in which it has more lines than it may; whoever sends it is answered all the same. */
async function* beginningOf(body: Readable, cut: () => void): AsyncGenerator<Buffer | string, void, undefined> {
  let left = MOST_LINE_FEEDS;
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer | string>) {
    for (let at = chunk.indexOf('\n'); at >= 0 && left >= 0; at = chunk.indexOf('\n', at + 1)) left--;
    if (left < 0) return cut();
    yield chunk;
  }
}

function jsonOf(text: string): Foreign | LineFault {
  if (text.length > LONGEST_LINE) return new LineFault(`is longer than ${LONGEST_LINE} characters`);
  try {
    const value = parseStrictJson(text);
    return isForeign(value) ? value : new LineFault('is no JSON object');
  } catch {
    return new LineFault('is no JSON, or names a member twice');
  }
}

/** @throws LineFault where one is there twice, for a row could say two things of it */
function columnsOf(names: readonly string[]): string[] {
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined) throw new LineFault(`names the column ${JSON.stringify(twice.slice(0, 64))} twice`);
  return [...names];
}

/** A table by RFC 4180 whose first line names the columns. Behind quotes that do not close, or a line without end, nothing can be told apart any more. */
export async function* csvRows(body: Readable): AsyncGenerator<ImportLine, void, undefined> {
  const faults: ImportLine[] = [];
  let [end, isCut] = [Number.POSITIVE_INFINITY, false];
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
    columns: columnsOf,
    info: true,
    max_record_size: LONGEST_LINE,
    on_skip: (error) => void (error && refuse(error)),
    skip_empty_lines: true,
    skip_records_with_error: true,
  });
  const feeding = pipeline(
    beginningOf(body, () => (isCut = true)),
    parser,
  ).catch(() => undefined);
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: Foreign; info: { lines: number } }>) {
      if (info.lines >= end) break;
      yield { line: info.lines, value: record };
      yield* faults.splice(0);
    }
    yield* faults;
    if (isCut) yield { line: parser.info.lines, ...TOO_MANY };
  } catch (error) {
    if (!(error instanceof CsvError || error instanceof LineFault)) throw error;
    const value = error instanceof CsvError ? new LineFault(`names no columns (${error.code})`) : error;
    yield { line: 1, value, isEnd: true };
  } finally {
    parser.destroy();
    await feeding;
  }
}
