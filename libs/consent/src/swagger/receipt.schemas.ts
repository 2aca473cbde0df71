import { described, list, object, type Schema, type Schemas, text, TIME } from '@nest-privacy/core/swagger';

const IRI = { type: 'string', pattern: '^[a-z][a-z0-9+.-]*:' } as const;
const exactly = (value: string): Schema => ({ type: 'string', enum: [value] });
const atLeastOne = (items: Schema): Schema => ({ ...list(items), minItems: 1 });
const NAMED = { '@type': IRI, 'dpv:hasName': text(1_000) };

const STORAGE = {
  oneOf: [
    object({ '@type': exactly('dpv:StorageLocation'), 'dpv:hasLocation': atLeastOne(IRI) }),
    object({ '@type': exactly('dpv:StorageDuration'), 'dpv:hasDuration': { type: 'string', pattern: '^P' } }),
  ],
};

const BASIS = object(
  {
    '@type': exactly('dpv:LegalBasis'),
    'dct:title': described(text(64), 'as the decision of policy names it'),
    'dct:source': described({ type: 'string' }, 'where it is written'),
  },
  ['@type', 'dct:title'],
);

const CONTROLLER = object({
  '@id': IRI,
  '@type': exactly('dpv:DataController'),
  'dpv:hasIdentifier': text(1_000),
  'dpv:hasName': text(1_000),
  'schema:address': object({ '@type': IRI, 'schema:streetAddress': text(1_000) }),
  'schema:contactPoint': object({
    '@type': IRI,
    'schema:contactType': text(1_000),
    'schema:email': text(1_000),
    'schema:telephone': text(1_000),
  }),
  'schema:url': IRI,
});

/** The fields that ISO/IEC TS 27560 has as mandatory in a record, by the terms of the DPV. */
const RECORD = object({
  '@id': IRI,
  '@type': exactly('dpv:ConsentRecord'),
  'dct:identifier': text(200, 'record id'),
  'dct:conformsTo': described(IRI, 'schema version'),
  'dpv:hasDataSubject': described(IRI, 'PII principal id'),
  'dpv:hasDataController': described(IRI, 'PII controllers'),
  'dpv:hasJurisdiction': described(IRI, 'jurisdiction'),
  'dpv:hasProcess': object({
    '@type': exactly('dpv:Process'),
    'dpv:hasPurpose': described(
      object(
        {
          '@type': exactly('dpv:Purpose'),
          'skos:broader': described(IRI, 'type of the purpose'),
          'dct:title': text(1_000),
          'dct:description': { type: 'string' },
        },
        ['@type', 'dct:title'],
      ),
      'purpose',
    ),
    'dpv:hasLegalBasis': described({ oneOf: [IRI, BASIS] }, 'lawful basis'),
    'dpv:hasPersonalData': described(
      atLeastOne(object({ '@type': IRI, 'skos:broader': IRI, 'dct:title': text(1_000) })),
      'PII information and its types',
    ),
    'dpv:hasRecipient': described(atLeastOne(object(NAMED)), 'recipients and third parties'),
    'dpv:hasStorageCondition': described(
      { ...list(STORAGE), minItems: 2 },
      'storage locations, and the retention period',
    ),
  }),
  'dpv:hasNotice': described(
    object(
      {
        '@type': exactly('dpv:ConsentNotice'),
        'dct:identifier': text(200),
        'dct:language': text(35),
        'schema:url': described(IRI, 'privacy policy'),
        'schema:sha256': described(text(64), 'SHA-256 of the notice, hex'),
      },
      ['@type', 'dct:identifier', 'dct:language', 'schema:url'],
    ),
    'privacy notice, and its language',
  ),
  'dpv:hasConsentControl': described(
    object({ '@type': atLeastOne(IRI), 'dpv:isExercisedAt': IRI }),
    'withdrawal method',
  ),
  'dpv:hasConsentStatus': object(
    {
      '@type': described(atLeastOne(IRI), 'event state and event type'),
      'dpv:isIndicatedAtTime': described(TIME, 'event time'),
      'dpv:isIndicatedBy': described(IRI, 'entity id: who expressed it'),
      'dct:source': described(text(48), 'the system that it was taken over from, which vouches for it'),
      'dpv:hasIndicationMethod': described({ type: 'string' }, 'consent type: where, and by which control'),
      'dpv:hasDuration': described(object({ '@type': IRI, 'rdf:value': TIME }), 'validity duration'),
    },
    ['@type', 'dpv:isIndicatedAtTime', 'dpv:hasIndicationMethod', 'dpv:hasDuration'],
  ),
  'dpv:hasEntity': described(
    { ...list({ type: 'object' }), contains: CONTROLLER },
    'parties: id, name, address, contact and role',
  ),
});

/** What the routes of receipts answer. */
export const RECEIPT_SCHEMAS: Schemas = {
  ConsentReceipt: object({
    '@context': { type: 'object' },
    '@id': IRI,
    '@type': exactly('dpv:ConsentReceipt'),
    'dct:identifier': { type: 'string', format: 'uuid', description: 'receipt id' },
    'dct:conformsTo': described(IRI, 'schema version'),
    'dct:created': TIME,
    'dct:publisher': IRI,
    'dpv:hasRecordOfActivity': described(
      list(RECORD),
      'One for each purpose that the event decided on; none where it repeats where the subject stood.',
    ),
  }),
  SignedConsentReceipt: described(
    { type: 'string', pattern: '^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$' },
    'A JWT (RFC 7519) whose claims are a Kantara Consent Receipt 1.1, signed with EdDSA (RFC 8037).',
  ),
};
