import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { CategoryRegistry } from '@nest-privacy/core';
import { csvColumns, csvLines, csvRow } from './csv-lines.js';
import { type ExportFormat } from './export-format.js';
import { exportedRecord } from './exported-record.js';
import { RecordBatches, type RecordRange } from './record-batches.js';

/** The ledger of a site as one long text, made while it is read. */
@Injectable()
export class LedgerExport {
  constructor(
    private readonly batches: RecordBatches,
    private readonly registry: CategoryRegistry,
  ) {}

  /**
   * The records of a range, oldest first, in UTF-8. The next batch is asked for when whoever reads has taken the one before; when they go away, nothing more
   * is asked.
   *
   * @throws DatabaseUnavailableException when the first batch cannot be read; later faults destroy the stream, so that half an export never looks whole
   */
  async open(range: RecordRange, format: ExportFormat): Promise<Readable> {
    const parts = format === 'csv' ? this.csv(range) : this.ndjson(range);
    const first = await parts.next();
    return Readable.from(resumed(first, parts), { objectMode: false });
  }

  private async *ndjson(range: RecordRange): AsyncGenerator<string, void, undefined> {
    for await (const batch of this.batches.of(range))
      yield batch.map((record) => `${JSON.stringify(exportedRecord(record))}\n`).join('');
  }

  private async *csv(range: RecordRange): AsyncGenerator<string, void, undefined> {
    const categories = this.registry.optional;
    let head = csvLines([csvColumns(categories)]);
    for await (const batch of this.batches.of(range)) {
      yield head + csvLines(batch.map((record) => csvRow(record, categories)));
      head = '';
    }
    if (head !== '') yield head;
  }
}

async function* resumed(
  first: IteratorResult<string, void>,
  rest: AsyncGenerator<string, void, undefined>,
): AsyncGenerator<string, void, undefined> {
  try {
    if (first.done !== true) yield first.value;
    yield* rest;
  } finally {
    await rest.return();
  }
}
