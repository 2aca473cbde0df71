import { Readable } from 'node:stream';
import { type FileFormat } from './answer-format.js';
import { columnsOf, type Row, rowsOf, type TableAnswer } from './answer-rows.js';
import { csvLine } from './csv-line.js';

/**
 * Answers as one long text in UTF-8, made while it is read: the next is asked for when whoever reads has taken the one before.
 *
 * @param first is there already, so that what cannot be asked is refused rather than cut off
 * @param more the answers after it, with the same columns
 */
export function answerFile(first: TableAnswer, more: AsyncIterable<TableAnswer>, format: FileFormat): Readable {
  const columns = columnsOf(first);
  const line = (row: Row): string =>
    format === 'csv' ? csvLine(columns.map((name) => row[name])) : `${JSON.stringify(row)}\n`;
  async function* lines(): AsyncGenerator<string, void, undefined> {
    yield (format === 'csv' ? csvLine(columns) : '') + rowsOf(first).map(line).join('');
    for await (const answer of more) yield rowsOf(answer).map(line).join('');
  }
  return Readable.from(lines(), { objectMode: false });
}
