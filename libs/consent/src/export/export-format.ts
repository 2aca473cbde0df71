import { ProblemException, type RequestView } from '@nest-privacy/core';

/** What an export may be: a JSON object a line, or a table. */
export type ExportFormat = 'ndjson' | 'csv';

/** In the order of preference. */
export const EXPORT_FORMATS: readonly ExportFormat[] = ['ndjson', 'csv'];

/** The media type of each: NDJSON as everybody calls it, CSV by RFC 4180. */
export const EXPORT_MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  ndjson: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8; header=present',
};

const ACCEPTED: readonly (readonly [ExportFormat, RegExp])[] = [
  ['ndjson', /application\/(x-ndjson|\*)|\*\/\*/],
  ['csv', /text\/(csv|\*)/],
];

/**
 * The format of an answer: the one that is asked for by name, or the first that the client takes.
 *
 * @param named by the query
 * @throws ProblemException 406 `EXPORT_FORMAT_UNACCEPTABLE`
 */
export function exportFormatOf(view: RequestView, named: ExportFormat | undefined): ExportFormat {
  if (named !== undefined) return named;
  const accept = (view.header('accept') ?? '*/*').toLowerCase();
  const found = ACCEPTED.find(([, types]) => types.test(accept));
  if (found) return found[0];
  throw exportFormatUnacceptable();
}

/** 406: nothing that the client takes is offered. */
export const exportFormatUnacceptable = (): ProblemException =>
  new ProblemException({
    status: 406,
    code: 'EXPORT_FORMAT_UNACCEPTABLE',
    title: 'An export is NDJSON or CSV',
    detail: 'Ask by "format=ndjson" or "format=csv", or accept application/x-ndjson or text/csv.',
  });
