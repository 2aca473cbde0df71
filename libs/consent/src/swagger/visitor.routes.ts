import {
  answer,
  type ControllerDescription,
  describeController,
  emptyAnswer,
  inPath,
  invalid,
  PAGE,
  problems,
  ref,
  type Refusal,
  REFUSALS,
  REQUEST_HEADERS,
  type ResponseDescriptions,
} from '@nest-privacy/core/swagger';
import { ConsentController } from '../consent.controller.js';
import { decisionContradictory } from '../http/contradictions.js';
import { essentialsRequired } from '../http/parse-decision-request.js';
import { bodyTooLarge, crossSiteRefused, mediaTypeUnsupported, recordNotFound } from '../http/request-problems.js';
import { stringsInvalid, stringsUnsupported } from '../interop/string-problems.js';
import { keyReused } from '../ledger/consent-ledger.js';
import { noticeUnread } from '../notice/notice-problems.js';
import { catalogueOutdated, noticeOutdated } from '../ledger/outdated.js';
import { DECISION, RECORD, STANDING, WITHDRAWAL } from './examples.js';

const { failure, database, cursor, site, rate } = REFUSALS;
const TODAY = { noticeVersion: 2, catalogueVersion: 7 };

const writing = (...raised: readonly Refusal[]): ResponseDescriptions =>
  problems(crossSiteRefused(), keyReused(), site, rate, failure, database, ...raised);

/** A visitor's own consent. */
export const VISITOR_ROUTES: ControllerDescription = describeController(ConsentController, {
  current: {
    summary: "Where this visitor's consent stands",
    description: 'Read from the cookies. Writes nothing and sets none.',
    responses: {
      200: answer('Where it stands.', ref('VisitorConsent'), { headers: ['Cache-Control'], example: STANDING }),
      ...problems(site, failure, database),
    },
  },
  decide: {
    summary: 'Record a decision',
    description:
      'By JSON, also as the `text/plain` of `sendBeacon`, or by a plain form, which is sent back to its page; a browser whose form a new notice or catalogue has overtaken, or says two things at once, is asked again on a page in place of the problem 409 or 400. Only a page of the site itself may decide for a visitor.',
    parameters: [REQUEST_HEADERS.idempotencyKey],
    requestBody: {
      description: 'What is decided, and what was shown.',
      required: true,
      content: {
        'application/json': {
          schema: ref('ConsentDecision'),
          examples: { banner: { summary: 'A choice', value: DECISION } },
        },
        'text/plain': { schema: ref('ConsentDecision') },
        'application/x-www-form-urlencoded': { schema: ref('ConsentForm') },
      },
    },
    responses: {
      200: answer('It was recorded before, by this very request.', ref('ConsentRecord'), {
        headers: ['Cache-Control', 'Set-Cookie'],
        example: RECORD,
      }),
      201: answer('It is recorded.', ref('ConsentRecord'), {
        headers: ['Cache-Control', 'Location', 'Set-Cookie'],
        example: RECORD,
      }),
      303: emptyAnswer('It is recorded, and the form is sent back to its page.', [
        'Cache-Control',
        'Location',
        'Set-Cookie',
      ]),
      ...writing(
        invalid('decisions.STATISTICS', 'must be "granted" or "denied"'),
        essentialsRequired(),
        decisionContradictory([{ path: 'STATISTICS', detail: 'must not stand beside "decision"' }]),
        stringsUnsupported(['tcString']),
        stringsInvalid([{ path: 'tcString', detail: 'lacks the segment DisclosedVendors, which TCF 2.3 demands' }]),
        noticeOutdated(TODAY),
        noticeUnread(),
        catalogueOutdated(TODAY),
        bodyTooLarge(),
        mediaTypeUnsupported(),
      ),
    },
  },
  withdraw: {
    summary: 'Withdraw everything',
    description: 'Also where nothing was decided before, as an objection.',
    parameters: [REQUEST_HEADERS.idempotencyKey],
    responses: {
      200: answer('It is recorded.', ref('ConsentRecord'), {
        headers: ['Cache-Control', 'Set-Cookie'],
        example: WITHDRAWAL,
      }),
      ...writing(invalid('Idempotency-Key', 'must be 1 to 128 printable ASCII characters without spaces')),
    },
  },
  history: {
    summary: "This visitor's own records, newest first",
    description: 'Both cookies must prove whose they are; without them the list is empty.',
    parameters: PAGE,
    responses: {
      200: answer('A page of the records.', ref('ConsentRecordPage'), {
        headers: ['Cache-Control'],
        example: { items: [RECORD], nextCursor: null },
      }),
      ...problems(invalid('limit', 'limit must be 200 at most'), cursor, site, failure, database),
    },
  },
  record: {
    summary: "One of this visitor's own records",
    parameters: [inPath('id', 'Id of the record.')],
    responses: {
      200: answer('The record.', ref('ConsentRecord'), { headers: ['Cache-Control'], example: RECORD }),
      ...problems(recordNotFound(), site, failure, database),
    },
  },
});
