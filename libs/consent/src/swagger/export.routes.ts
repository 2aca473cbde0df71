import {
  answer,
  type ControllerDescription,
  describeController,
  inQuery,
  invalid,
  oneOf,
  problems,
  REFUSALS,
  SITE,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { ConsentExportController } from '../consent-export.controller.js';
import { csvColumns } from '../export/csv-lines.js';
import { EXPORT_FORMATS, EXPORT_MEDIA_TYPES, exportFormatUnacceptable } from '../export/export-format.js';
import { EXPORTED_MEMBERS } from '../export/exported-record.js';
import { RECORD } from './examples.js';

const { failure, database, site } = REFUSALS;
const DAY_OR_INSTANT = {
  anyOf: [
    { type: 'string', format: 'date' },
    { type: 'string', format: 'date-time' },
  ],
};
const EXAMPLE: Readonly<Record<string, unknown>> = RECORD;
const exported = Object.fromEntries(EXPORTED_MEMBERS.map((member) => [member, EXAMPLE[member] ?? null]));
const asFile = (description: string, type: string, example: string) =>
  answer(
    description,
    { type: 'string' },
    { headers: ['Cache-Control', 'Complete-Until', 'Content-Disposition'], type, example },
  );
const ndjson = asFile('The records.', EXPORT_MEDIA_TYPES.ndjson, `${JSON.stringify(exported)}\n`);
const csv = asFile('The records.', EXPORT_MEDIA_TYPES.csv, `${csvColumns(['STATISTICS']).join(',')}\r\n`);

/** The ledger as a file. */
export const EXPORT_ROUTES: ControllerDescription = describeController(ConsentExportController, {
  export: {
    summary: 'The ledger of a site as a file, oldest first',
    description: `Needs the scope \`consent:read\`. Pseudonymous: nothing personal is in it. Streamed; an answer that is cut off is not whole. The columns: ${EXPORTED_MEMBERS.join(', ')}, and in CSV one \`decision_…\` for each category.`,
    admin: true,
    parameters: [
      SITE,
      inQuery('from', 'First instant, or first day (UTC).', DAY_OR_INSTANT),
      inQuery(
        'to',
        'The instant after the last, or the last day (UTC), which is included; now without.',
        DAY_OR_INSTANT,
      ),
      inQuery('format', 'As `Accept` says where it is left out.', oneOf(...EXPORT_FORMATS)),
    ],
    responses: {
      200: { ...ndjson, content: { ...ndjson.content, ...csv.content } },
      ...problems(
        invalid('site', 'is not the id of a site'),
        ...unauthorised('consent:read'),
        exportFormatUnacceptable(),
        site,
        failure,
        database,
      ),
    },
  },
});
