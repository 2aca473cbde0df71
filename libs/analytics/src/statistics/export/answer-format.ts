import { type RequestView } from '@nest-privacy/core';
import { chosenType } from '@nest-privacy/core/kit';

/** As what statistics are answered: a document, a table, or an object a line. */
export const ANSWER_FORMATS = ['json', 'csv', 'ndjson'] as const;
/** One of {@link ANSWER_FORMATS}. */
export type AnswerFormat = (typeof ANSWER_FORMATS)[number];
/** Those that are files. */
export type FileFormat = Exclude<AnswerFormat, 'json'>;

/** The media type of each: CSV by RFC 4180, NDJSON as everybody calls it. */
export const FILE_MEDIA_TYPES: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson',
};

const BY_TYPE = { 'application/json': 'json', 'text/csv': 'csv', 'application/x-ndjson': 'ndjson' } as const;
const TYPES = ['application/json', 'text/csv', 'application/x-ndjson'] as const;

/** The format of an answer: the one that is asked for by name, or the one that the client likes best; JSON for whoever takes none of them. */
export const answerFormatOf = (view: RequestView, named: AnswerFormat | undefined): AnswerFormat =>
  named ?? BY_TYPE[chosenType(view.header('accept'), TYPES) ?? 'application/json'];
