import { type ConsentCategory } from '@nest-privacy/core';
import {
  canonicalJson,
  canonicalSha256,
  inclusionProof,
  leafHashOf,
  nodeHashOf,
  SealingKey,
  signHead,
  type SubtreeReader,
} from '@nest-privacy/core/sealing';
import { membersOf, signedText } from '../src/evidence/evidence-signature.js';
import { type EvidenceFile } from '../src/evidence/index.js';

export const KEY = new SealingKey('a-key-of-tests-that-is-long-enough-00000001', 'consent-ledger');

const text = (title: string) => ({
  title,
  body: 'We count visits.',
  labels: { acceptAll: 'Yes', rejectAll: 'No', save: 'Save', settings: 'More', close: 'X', withdraw: 'Stop' },
  messages: {},
  categories: { STATISTICS: { name: 'Statistics', description: 'Counts visits.' } },
  links: [{ rel: 'privacy-policy' as const, label: 'Privacy', url: '/privacy' }],
});
const CONTENT = {
  defaultLanguage: 'en',
  controller: { name: 'Example GmbH', contact: 'privacy@example.com' },
  categories: ['STATISTICS' as const],
  layers: { first: ['acceptAll' as const, 'rejectAll' as const], second: ['save' as const] },
  translations: { en: text('Cookies'), de: text('Kekse') },
  variants: [
    { name: 'B', share: 50, layers: { first: ['acceptAll' as const], second: [] }, translations: { en: text('B') } },
  ],
  catalogue: null,
};
const ITEMS = [
  { id: 'x', category: 'STATISTICS', cookies: [{ name: '_c' }], translations: { en: { name: 'Counter' } } },
];
const DECISION = {
  jurisdiction: 'DE',
  regime: 'opt-in',
  regimes: { STATISTICS: 'opt-in', MARKETING: 'opt-in', ADS: 'opt-out' },
  gpcAffects: ['MARKETING'],
  applied: [{ rule: 'eu-eea', law: 'GDPR', effect: 'opt-in' }],
};
const REASONS = [
  ['STATISTICS', 'granted', true, 'grant', null, 'allowed: it was granted'],
  ['MARKETING', 'denied', false, 'refusal', null, 'not allowed: it was refused'],
  ['ADS', 'unset', null, 'eu-eea', 'GDPR', 'opt-out held'],
] as const;

/** The members of a record that evidence refers to. */
const RECORD = {
  id: '0198c0de-0000-7000-8000-000000000001',
  siteId: 'default',
  subjectId: '0198c0de-0000-7000-8000-000000000003',
  eventType: 'given',
  regime: 'opt-in',
  decisions: { STATISTICS: 'granted', MARKETING: 'denied', ADS: 'unset' },
  informed: [],
  signals: { dnt: null, gpc: true },
  validUntil: '2026-12-15T12:00:00.000Z',
  noticeVersion: 3,
  noticeHash: canonicalSha256(CONTENT),
  catalogueVersion: 5,
  catalogueHash: canonicalSha256(ITEMS),
  policyId: canonicalSha256(DECISION),
  servedId: '0198c0de-0000-7000-8000-000000000002',
  servedAt: '2026-06-15T11:59:48.000Z',
  receivedAt: '2026-06-15T12:00:00.000Z',
};

/** Signs a file as the ledger's holder does. */
export function issuedOf(file: object, key = KEY): EvidenceFile['issued'] {
  const unsigned = { members: membersOf(file), keyId: key.public.kid };
  return { status: 'included', ...unsigned, signature: key.sign(signedText(unsigned)) };
}

/** What somebody saw of the notice: its own wording in German, or its variant in English. */
const shownIn = (
  variant: string | null,
): NonNullable<Extract<EvidenceFile['notice'], { status: 'included' }>['shown']> =>
  variant === null
    ? { language: 'de', variant, text: CONTENT.translations.de }
    : { language: 'en', variant, text: CONTENT.variants[0]!.translations.en };

/**
 * A file of which everything is there and holds: the fourth record of five.
 *
 * @param variant of the notice that was shown: `B` or none
 */
export async function sealedEvidence(variant: 'B' | null = null, change: object = {}): Promise<EvidenceFile> {
  const shown = shownIn(variant);
  const record = { ...RECORD, language: shown.language, ...(variant !== null && { variant }), ...change };
  const leaves = ['a', 'b', 'c', canonicalJson(record), 'e'].map((content) => leafHashOf(content));
  const read: SubtreeReader = (level, index) => {
    const hashes = leaves.slice(index * 2 ** level, (index + 1) * 2 ** level);
    return Promise.resolve(
      level === 0 ? hashes[0]! : hashes.length === 2 ? nodeHashOf(hashes[0]!, hashes[1]!) : four(),
    );
  };
  const [a, b, c, d, e] = leaves as [Buffer, Buffer, Buffer, Buffer, Buffer];
  const four = (): Buffer => nodeHashOf(nodeHashOf(a, b), nodeHashOf(c, d));
  const path = await inclusionProof(3, 5, read);
  const content = {
    log: 'default',
    size: 5,
    root: nodeHashOf(four(), e).toString('hex'),
    previous: canonicalSha256('an earlier head'),
    sealedAt: '2026-06-15T12:00:01.000Z',
  };
  const file: Omit<EvidenceFile, 'issued'> = {
    format: 'nest-privacy/consent-evidence',
    version: 1,
    about: 'Evidence of one consent decision',
    generatedAt: '2026-06-16T09:00:00.000Z',
    record,
    notice: {
      status: 'included',
      version: 3,
      sha256: RECORD.noticeHash,
      publishedAt: '2026-06-01T00:00:00.000Z',
      content: CONTENT,
      exhibits: [
        {
          kind: 'screenshot',
          name: 'de, 360 x 800',
          sha256: '0'.repeat(64),
          mediaType: 'image/png',
          size: 4711,
          url: 'https://files.example.com/1.png',
          attachedAt: '2026-06-02T00:00:00.000Z',
        },
      ],
      shown,
    },
    catalogue: { status: 'included', version: 5, sha256: RECORD.catalogueHash, items: ITEMS },
    policy: {
      status: 'included',
      id: RECORD.policyId,
      decision: DECISION as never,
      reasons: {
        status: 'included',
        categories: REASONS.map(([category, decision, allowed, rule, law, effect]) => ({
          ...{ category: category as ConsentCategory, decision, allowed, rule, law, effect },
        })),
      },
    },
    served: { status: 'included', id: record.servedId, at: record.servedAt },
    seal: {
      status: 'included',
      position: 3,
      leafHash: d.toString('hex'),
      path: path.map((hash) => hash.toString('hex')),
      head: signHead(content, KEY),
    },
  };
  return { ...file, issued: issuedOf(file) };
}
