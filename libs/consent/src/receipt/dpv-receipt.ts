import { RECEIPT_CLAIMS } from './receipt-events.js';
import { type ReceiptBasis, type ReceiptFacts, type ReceiptPurpose } from './receipt-facts.js';

/** Media type of the receipt by ISO/IEC TS 27560. */
export const DPV_RECEIPT_TYPE = 'application/ld+json';

const PROFILE = 'https://w3id.org/dpv/schema/dpv-27560#';
const iri = { '@type': '@id' } as const;

/** Stands in each receipt, so that it is read without fetching anything. */
export const DPV_CONTEXT = {
  dpv: 'https://w3id.org/dpv#',
  pd: 'https://w3id.org/dpv/pd#',
  loc: 'https://w3id.org/dpv/loc#',
  dct: 'http://purl.org/dc/terms/',
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  'dct:conformsTo': iri,
  'dct:publisher': iri,
  'dct:created': { '@type': 'xsd:dateTime' },
  'dpv:hasDataController': iri,
  'dpv:hasDataSubject': iri,
  'dpv:hasJurisdiction': iri,
  'dpv:hasLegalBasis': iri,
  'dpv:hasLocation': iri,
  'dpv:isExercisedAt': iri,
  'dpv:isIndicatedAtTime': { '@type': 'xsd:dateTime' },
  'dpv:isIndicatedBy': iri,
  'skos:broader': iri,
  'schema:url': iri,
} as const;

/** Who expresses a decision, as the DPV names them. */
const ACTORS: Readonly<Record<string, string>> = {
  guardian: 'dpv:GuardianOfDataSubject',
  agent: 'dpv:Representative',
};

/** Terms of the DPV that are broader than the purposes of the suite's own categories. */
const BROADER: Readonly<Record<string, string>> = {
  STATISTICS: 'dpv:ServiceUsageAnalytics',
  MARKETING: 'dpv:Marketing',
};

/**
 * A receipt by ISO/IEC TS 27560:2023 in the Data Privacy Vocabulary, after the W3C's guide "Implementing ISO/IEC TS 27560 consent records and receipts using DPV":
 * one record for each purpose, for each was decided by itself.
 */
export function dpvReceipt(facts: ReceiptFacts): Readonly<Record<string, unknown>> {
  const { controller, id, createdAt } = facts;
  return {
    '@context': DPV_CONTEXT,
    '@id': `urn:uuid:${id}`,
    '@type': 'dpv:ConsentReceipt',
    'dct:identifier': id,
    'dct:conformsTo': `${PROFILE}receipt`,
    'dct:created': createdAt.toISOString(),
    'dct:publisher': controller.url,
    'dpv:hasRecordOfActivity': facts.purposes.map((purpose) => recordOf(purpose, facts)),
  };
}

function recordOf(purpose: ReceiptPurpose, facts: ReceiptFacts): object {
  const { controller, record, withdrawalUrl } = facts;
  return {
    '@id': `urn:uuid:${record.id}#${purpose.category}`,
    '@type': 'dpv:ConsentRecord',
    'dct:identifier': `${record.id}#${purpose.category}`,
    'dct:conformsTo': `${PROFILE}record`,
    'dpv:hasDataSubject': `urn:uuid:${record.subjectId}`,
    'dpv:hasDataController': controller.url,
    'dpv:hasJurisdiction': placeOf(controller.jurisdiction),
    'dpv:hasProcess': processOf(purpose, facts),
    'dpv:hasNotice': noticeOf(facts),
    'dpv:hasConsentControl': {
      '@type': ['dpv:ProvideConsent', 'dpv:WithdrawConsent'],
      'dpv:isExercisedAt': withdrawalUrl,
    },
    'dpv:hasConsentStatus': statusOf(purpose, facts),
    'dpv:hasEntity': partiesOf(facts),
  };
}

const processOf = (purpose: ReceiptPurpose, { controller, personalData }: ReceiptFacts): object => ({
  '@type': 'dpv:Process',
  'dpv:hasPurpose': {
    '@type': 'dpv:Purpose',
    ...(BROADER[purpose.category] !== undefined && { 'skos:broader': BROADER[purpose.category] }),
    'dct:title': purpose.title,
    ...(purpose.description !== null && { 'dct:description': purpose.description }),
  },
  'dpv:hasLegalBasis': basisOf(purpose.basis),
  'dpv:hasPersonalData': personalData.map(({ kind, isSensitive }) => ({
    '@type': isSensitive ? 'dpv:SensitivePersonalData' : 'dpv:PersonalData',
    'skos:broader': kind.startsWith('pd:') ? kind : 'dpv:PersonalData',
    'dct:title': kind,
  })),
  'dpv:hasRecipient': recipientsOf(purpose, controller).map((name) => ({
    '@type': name === controller.name ? 'dpv:DataController' : 'dpv:ThirdParty',
    'dpv:hasName': name,
  })),
  'dpv:hasStorageCondition': [
    { '@type': 'dpv:StorageLocation', 'dpv:hasLocation': controller.storageLocations.map(placeOf) },
    { '@type': 'dpv:StorageDuration', 'dpv:hasDuration': controller.retention },
  ],
});

/** Never nobody: where no third party receives anything, the controller alone does. */
const recipientsOf = (
  { providers }: ReceiptPurpose,
  { name, recipients = [] }: ReceiptFacts['controller'],
): readonly string[] => [...new Set([name, ...recipients, ...providers])];

const noticeOf = ({ record, controller }: ReceiptFacts): object => ({
  '@type': 'dpv:ConsentNotice',
  'dct:identifier': `${record.siteId} ${record.noticeVersion}`,
  'dct:language': record.language ?? 'und',
  'schema:url': controller.policyUrl,
  ...(record.noticeHash !== null && { 'schema:sha256': record.noticeHash }),
});

/** The DPV has a term for consent; what else a law allows is named as the policy names it. */
const basisOf = ({ kind, law }: ReceiptBasis): unknown =>
  kind === 'consent'
    ? 'dpv:ExpressedConsent'
    : { '@type': 'dpv:LegalBasis', 'dct:title': kind ?? 'not known here', ...(law !== null && { 'dct:source': law }) };

function statusOf({ decision }: ReceiptPurpose, { record, decidedAt }: ReceiptFacts): object {
  const given = record.eventType === 'renewed' ? 'dpv:RenewedConsentGiven' : 'dpv:ConsentGiven';
  const refused = record.eventType === 'withdrawn' ? 'dpv:ConsentWithdrawn' : 'dpv:ConsentRefused';
  const state = decision === 'granted' ? given : refused;
  return {
    ...(RECEIPT_CLAIMS[record.eventType] === 'claimed'
      ? { '@type': [state], 'dct:source': record.origin ?? 'imported' }
      : {
          '@type': [state, 'dpv:ExpressedConsent'],
          'dpv:isIndicatedBy': ACTORS[record.actor ?? ''] ?? 'dpv:DataSubject',
        }),
    'dpv:isIndicatedAtTime': decidedAt.toISOString(),
    'dpv:hasIndicationMethod': [record.surface, record.method].filter((part) => part !== null).join(': '),
    'dpv:hasDuration': { '@type': 'dpv:UntilTimeDuration', 'rdf:value': record.validUntil.toISOString() },
  };
}

function partiesOf({ controller, record }: ReceiptFacts): readonly object[] {
  const { supervisoryAuthority: authority } = controller;
  return [
    {
      '@id': controller.url,
      '@type': 'dpv:DataController',
      'dpv:hasIdentifier': controller.url,
      'dpv:hasName': controller.name,
      'schema:address': { '@type': 'schema:PostalAddress', 'schema:streetAddress': controller.address },
      'schema:contactPoint': {
        '@type': 'schema:ContactPoint',
        'schema:contactType': controller.contact,
        'schema:email': controller.email,
        'schema:telephone': controller.phone,
      },
      'schema:url': controller.url,
    },
    {
      '@id': `urn:uuid:${record.subjectId}`,
      '@type': 'dpv:DataSubject',
      'dpv:hasIdentifier': record.subjectId,
    },
    ...(authority
      ? [{ '@id': authority.url, '@type': 'dpv:DataProtectionAuthority', 'dpv:hasName': authority.name }]
      : []),
  ];
}

const placeOf = (code: string): string => `loc:${code}`;
