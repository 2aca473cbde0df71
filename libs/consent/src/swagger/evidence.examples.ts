import { EVIDENCE_FORMAT, EVIDENCE_VERSION } from '../evidence/evidence-file.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { dpvReceipt } from '../receipt/dpv-receipt.js';
import { RECORD } from './examples.js';

/** A receipt of one purpose, made as the real ones are. */
export const RECEIPT = dpvReceipt({
  id: 'a6f58318-72e6-46a2-bfd7-f36d795e30cd',
  createdAt: new Date('2026-06-16T09:00:00.000Z'),
  record: {
    ...RECORD,
    receivedAt: new Date(RECORD.receivedAt),
    validUntil: new Date(RECORD.validUntil),
    noticeHash: null,
  } as unknown as ConsentRecordEntity,
  controller: {
    name: 'Example GmbH',
    address: 'Beispielweg 1, 10115 Berlin, Germany',
    contact: 'data protection officer',
    email: 'privacy@example.com',
    phone: '+49 30 000000',
    url: 'https://www.example.com/',
    policyUrl: 'https://www.example.com/privacy',
    jurisdiction: 'DE',
    storageLocations: ['DE'],
    retention: 'P13M',
    personalData: ['pd:IPAddress', 'pages visited'],
  },
  decidedAt: new Date(RECORD.receivedAt),
  personalData: [
    { kind: 'pd:IPAddress', isSensitive: false },
    { kind: 'pages visited', isSensitive: false },
  ],
  withdrawalUrl: 'https://www.example.com/privacy#choices',
  purposes: [
    {
      category: 'STATISTICS',
      decision: 'granted',
      basis: { kind: 'consent', law: 'Directive 2002/58/EC, Art. 5(3)' },
      title: 'Statistics',
      description: 'Counting which pages are read.',
      providers: [],
    },
  ],
});

/** A file of evidence. */
export const EVIDENCE = {
  format: EVIDENCE_FORMAT,
  version: EVIDENCE_VERSION,
  about: 'Evidence of one consent decision: …',
  generatedAt: '2026-06-16T09:00:00.000Z',
  record: RECORD,
  notice: {
    status: 'missing',
    reason: 'kept-elsewhere',
    says: 'The application keeps its notices elsewhere. The record names version 1: ask the controller for the text of that version.',
  },
  catalogue: { status: 'included', version: 7, sha256: RECORD.catalogueHash, items: [] },
  policy: {
    status: 'missing',
    reason: 'not-recorded',
    says: 'The record names no decision of a policy; it was made under the regime opt-in.',
  },
  served: { status: 'included', id: '01890a5d-ac96-774b-bcce-b302099a8059', at: '2026-06-15T11:59:48.000Z' },
  seal: {
    status: 'missing',
    reason: 'not-yet',
    says: 'The record is not sealed yet; ask for this file again in a few seconds.',
  },
  issued: {
    status: 'included',
    members: { record: RECORD.catalogueHash },
    keyId: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
    signature: 'c2lnbmF0dXJl',
  },
};
