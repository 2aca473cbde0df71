import {
  answer,
  type ControllerDescription,
  describeController,
  inPath,
  problems,
  ref,
  REFUSALS,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { ConsentEvidenceAdminController } from '../consent-evidence-admin.controller.js';
import { ConsentEvidenceController } from '../consent-evidence.controller.js';
import { recordNotFound, recordUnknown } from '../http/request-problems.js';
import { EVIDENCE } from './evidence.examples.js';

const { failure, database, site } = REFUSALS;
const FILE = answer('The file.', ref('ConsentEvidence'), {
  headers: ['Cache-Control', 'Content-Disposition'],
  example: EVIDENCE,
});
const RECORD = inPath('id', 'Id of the record.');
const WHAT =
  'The record, and what it refers to as it was shown: notice, catalogue, policy, seal. What there is not is said in the file. docs/evidence.md tells how it is checked, and what it proves.';

/** Evidence, for the visitor whose record it is. */
export const OWN_EVIDENCE_ROUTES: ControllerDescription = describeController(ConsentEvidenceController, {
  evidence: {
    summary: "What proves one of this visitor's own records",
    description: WHAT,
    parameters: [RECORD],
    responses: { 200: FILE, ...problems(recordNotFound(), site, failure, database) },
  },
});

/** Evidence, for administrators. */
export const EVIDENCE_ROUTES: ControllerDescription = describeController(ConsentEvidenceAdminController, {
  evidence: {
    summary: 'What proves a record, of any site',
    description: `${WHAT} Needs the scope \`consent:read\`.`,
    admin: true,
    parameters: [RECORD],
    responses: {
      200: FILE,
      ...problems(...unauthorised('consent:read'), recordUnknown(), failure, database),
    },
  },
});
