import {
  described,
  INTEGER,
  ID,
  object,
  oneOf,
  orNull,
  record,
  type Schema,
  type Schemas,
  ref,
  text,
  TIME,
} from '@nest-privacy/core/swagger';
import { EVIDENCE_FORMAT, EVIDENCE_VERSION } from '../evidence/evidence-file.js';

const MISSING = object({
  status: oneOf('missing'),
  reason: described(
    oneOf('not-recorded', 'kept-elsewhere', 'unknown', 'altered', 'not-yet', 'imported'),
    'Why the part is not there.',
  ),
  says: described(text(1_000), 'The same in words, with the way to get it where there is one.'),
});

const part = (description: string, properties: Schemas): Schema => ({
  description,
  oneOf: [object({ status: oneOf('included'), ...properties }), MISSING],
});

const SHA256 = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const;
const ANYTHING = { type: 'object' } as const;

/** What the routes of evidence answer. */
export const EVIDENCE_SCHEMAS: Schemas = {
  ConsentEvidence: object({
    format: oneOf(EVIDENCE_FORMAT),
    version: described({ type: 'integer', enum: [EVIDENCE_VERSION] }, 'Of the form of the file.'),
    about: text(1_000, 'What the file is, and how it is checked.'),
    generatedAt: TIME,
    record: described(ANYTHING, 'The decision, as it was recorded.'),
    notice: part('The notice as it was shown.', {
      version: INTEGER,
      sha256: described(SHA256, 'Over the canonical JSON (RFC 8785) of `content`; the record’s `noticeHash`.'),
      publishedAt: TIME,
      content: described(ANYTHING, 'All languages and variants, as published.'),
      exhibits: described(
        { type: 'array', items: ref('NoticeExhibit') },
        'What was attached to this version: builds of the page’s code and screenshots, by their hashes.',
      ),
      shown: described(
        orNull(object({ language: text(35), variant: orNull(text(64)), text: ANYTHING })),
        'The words that were on the screen; null where the client did not say which.',
      ),
    }),
    catalogue: part('The catalogue of tracking items as it was shown.', {
      version: INTEGER,
      sha256: described(SHA256, 'Over the canonical JSON (RFC 8785) of `items`; the record’s `catalogueHash`.'),
      items: { type: 'array', items: ANYTHING },
    }),
    policy: part('What a policy decided for the visitor.', {
      id: described(SHA256, 'Over the canonical JSON (RFC 8785) of `decision`; the record’s `policyId`.'),
      decision: described(ANYTHING, 'Regimes, jurisdiction, where the country was known from, and each rule applied.'),
      reasons: part('Why each category stood as it did: what follows from `record` and `decision`.', {
        categories: {
          type: 'array',
          items: object({
            category: text(64),
            decision: oneOf('granted', 'denied', 'unset'),
            allowed: described(
              orNull({ type: 'boolean' }),
              'null where earlier records of the subject tell it, and this one does not.',
            ),
            rule: text(64),
            law: orNull(text(500)),
            effect: text(500),
          }),
        },
      }),
    }),
    served: part('That the notice had been shown before the decision.', { id: ID, at: TIME }),
    seal: part('That the record stands in the sealed ledger (RFC 9162).', {
      position: described(INTEGER, 'Place of the record, from 0.'),
      leafHash: described(SHA256, 'Of the canonical JSON (RFC 8785) of `record`.'),
      path: described({ type: 'array', items: SHA256 }, 'From the leaf to the root of the head.'),
      head: described(ANYTHING, 'The signed head of the ledger.'),
    }),
    issued: part('That the file is as it was issued.', {
      members: described(record(SHA256), 'The hash of every other member of the file.'),
      keyId: described(text(43), 'Thumbprint of the key that signed (RFC 7638).'),
      signature: described(text(86), 'Ed25519, base64url.'),
    }),
  }),
};
