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
import { DPV_RECEIPT_TYPE } from '../receipt/dpv-receipt.js';
import { KANTARA_RECEIPT_TYPE } from '../receipt/kantara-receipt.js';
import {
  receiptNotAcceptable,
  receiptNotCollected,
  receiptNothingGranted,
  receiptsNotConfigured,
  receiptsNotSigned,
} from '../receipt/receipt-problems.js';
import { EVIDENCE, RECEIPT } from './evidence.examples.js';

const { failure, database, site } = REFUSALS;
const FILE = answer('The file.', ref('ConsentEvidence'), {
  headers: ['Cache-Control', 'Content-Disposition'],
  example: EVIDENCE,
});
const VARYING = ['Cache-Control', 'Content-Disposition', 'Vary'] as const;
const SIGNED = answer('The receipt.', ref('SignedConsentReceipt'), {
  type: KANTARA_RECEIPT_TYPE,
  example: 'eyJhbGciOiJFZERTQSJ9.eyJ2ZXJzaW9uIjoiS0ktQ1ItdjEuMS4wIn0.c2lnbmF0dXJl',
});
const LINKED = answer('The receipt.', ref('ConsentReceipt'), {
  type: DPV_RECEIPT_TYPE,
  headers: VARYING,
  example: RECEIPT,
});
const RECEIPTS = { ...LINKED, content: { ...LINKED.content, ...SIGNED.content } };
const REFUSED = [
  receiptNotAcceptable(),
  receiptNotCollected(),
  receiptNothingGranted(),
  receiptsNotConfigured(),
  receiptsNotSigned(),
];
const FORMS =
  'By `Accept`: `application/ld+json` (ISO/IEC TS 27560 in the W3C’s Data Privacy Vocabulary, which is also what is answered where nothing is said), or `application/jwt` (Kantara Consent Receipt 1.1, signed by the key of the ledger).';
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
  receipt: {
    summary: "A receipt of one of this visitor's own records",
    description: FORMS,
    parameters: [RECORD],
    responses: { 200: RECEIPTS, ...problems(recordNotFound(), ...REFUSED, site, failure, database) },
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
  receipt: {
    summary: 'A receipt of a record, of any site',
    description: `${FORMS} Needs the scope \`consent:read\`.`,
    admin: true,
    parameters: [RECORD],
    responses: {
      200: RECEIPTS,
      ...problems(...unauthorised('consent:read'), recordUnknown(), ...REFUSED, failure, database),
    },
  },
});
