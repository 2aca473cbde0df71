import {
  answer,
  type ControllerDescription,
  describeController,
  inQuery,
  invalid,
  problems,
  ref,
  REFUSALS,
  REQUEST_HEADERS,
  SITE,
  text,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { ConsentImportAdminController } from '../consent-import-admin.controller.js';
import { ConsentImportController } from '../consent-import.controller.js';
import { crossSiteRefused } from '../http/request-problems.js';
import { importTypeUnsupported, nothingToImport } from '../import/import-problems.js';
import { keyReused } from '../ledger/consent-ledger.js';
import { RECORD } from './examples.js';

const { failure, database, site, rate } = REFUSALS;
const IMPORTED = {
  ...RECORD,
  eventType: 'imported',
  method: 'import',
  noticeVersion: 0,
  catalogueVersion: null,
  catalogueHash: null,
  givenAt: '2026-03-01T09:30:00.000Z',
};

/** What another tool kept of a visitor. */
export const IMPORT_ROUTES: ControllerDescription = describeController(ConsentImportController, {
  take: {
    summary: "Take over what another tool's cookie says",
    description:
      'Only for who has not decided here, and only from a page of the site itself. The record says where it is from; it proves nothing, and lives no longer than from the time that the cookie claims. Refusals count; grants are asked about again unless the operator trusts the source.',
    parameters: [REQUEST_HEADERS.idempotencyKey],
    responses: {
      200: answer('It was recorded before, by this very request.', ref('ConsentRecord'), {
        headers: ['Cache-Control', 'Set-Cookie'],
        example: IMPORTED,
      }),
      201: answer('It is recorded.', ref('ConsentRecord'), {
        headers: ['Cache-Control', 'Location', 'Set-Cookie'],
        example: IMPORTED,
      }),
      ...problems(
        invalid('Idempotency-Key', 'must be 1 to 128 printable ASCII characters without spaces'),
        crossSiteRefused(),
        nothingToImport(),
        keyReused(),
        site,
        rate,
        failure,
        database,
      ),
    },
  },
});

const LINE = { reference: 'f3b0c6', givenAt: '2026-03-01T09:30:00Z', choices: { statistics: true, ads: false } };

/** What another tool kept of many. */
export const BATCH_IMPORT_ROUTES: ControllerDescription = describeController(ConsentImportAdminController, {
  take: {
    summary: 'Take over what another tool kept of many',
    description:
      'Needs the scope `consent:import`. A JSON object a line, or a table whose first line names its columns; each with `reference`, `givenAt`, `language`, and `choices` by the names of the option `import` (in a table, a column for each), or a `cookie` as a browser held it, never two of these. Lines stand by themselves; one without a reference is refused, and one that was taken before is not taken again.',
    admin: true,
    parameters: [
      inQuery('source', 'A source of the option `import`.', text(32), { required: true, example: 'klaro' }),
      SITE,
    ],
    requestBody: {
      description: 'The lines, ten thousand at most.',
      required: true,
      content: {
        'application/x-ndjson': {
          schema: { type: 'string' },
          examples: { line: { summary: 'One line', value: `${JSON.stringify(LINE)}\n` } },
        },
        'text/csv': {
          schema: { type: 'string' },
          examples: {
            table: {
              summary: 'One line',
              value: 'reference,givenAt,statistics,ads\r\nf3b0c6,2026-03-01T09:30:00Z,granted,denied\r\n',
            },
          },
        },
      },
    },
    responses: {
      200: answer('What became of the lines.', ref('ConsentImportReport'), {
        headers: ['Cache-Control'],
        example: {
          imported: 2,
          known: 0,
          refused: [{ line: 3, detail: 'is no JSON' }],
          complete: true,
        },
      }),
      ...problems(
        invalid('source', 'is not a source of the option "import"; there is: klaro'),
        ...unauthorised('consent:import'),
        importTypeUnsupported(),
        site,
        failure,
        database,
      ),
    },
  },
});
