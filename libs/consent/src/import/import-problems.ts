import { ProblemException } from '@nest-privacy/core';

/** 409: there is nothing to take over. */
export const nothingToImport = (): ProblemException =>
  new ProblemException({
    status: 409,
    code: 'NOTHING_TO_IMPORT',
    title: 'There is nothing to take over',
    detail:
      'This visitor has decided here before, or brings no cookie with a choice from a source of the option "import". GET /consent names one as "importable" where there is one.',
  });

/** 415: a batch is a file. */
export const importTypeUnsupported = (): ProblemException =>
  new ProblemException({
    status: 415,
    code: 'IMPORT_TYPE_UNSUPPORTED',
    title: 'An import is NDJSON or CSV',
    detail: 'Send the lines as application/x-ndjson or text/csv, in UTF-8.',
  });
