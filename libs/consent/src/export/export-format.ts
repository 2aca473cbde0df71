import { ProblemException, type RequestView } from '@nest-privacy/core';
import { chosenType } from '@nest-privacy/core/kit';

/** What an export may be: a JSON object a line, or a table. */
export type ExportFormat = 'ndjson' | 'csv';

/** In the order of preference. */
export const EXPORT_FORMATS: readonly ExportFormat[] = ['ndjson', 'csv'];

/** The media type of each: NDJSON as everybody calls it, CSV by RFC 4180. */
export const EXPORT_MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  ndjson: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8; header=present',
};

const ACCEPTED = ['application/x-ndjson', 'text/csv'] as const;

/**
 * The format of an answer: the one that is asked for by name, or the one that the client likes best.
 *
 * @param named by the query
 * @throws ProblemException 406 `EXPORT_FORMAT_UNACCEPTABLE`
 */
export function exportFormatOf(view: RequestView, named: ExportFormat | undefined): ExportFormat {
  if (named !== undefined) return named;
  const type = chosenType(view.header('accept'), ACCEPTED);
  if (type === undefined) throw exportFormatUnacceptable();
  return type === 'text/csv' ? 'csv' : 'ndjson';
}

/** 406: nothing that the client takes is offered. */
export const exportFormatUnacceptable = (): ProblemException =>
  new ProblemException({
    status: 406,
    code: 'EXPORT_FORMAT_UNACCEPTABLE',
    title: 'An export is NDJSON or CSV',
    detail: 'Ask by "format=ndjson" or "format=csv", or accept application/x-ndjson or text/csv.',
  });
