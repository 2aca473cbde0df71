import { type ConsentCategory } from '@nest-privacy/core';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import {
  type CatalogueEvidence,
  type EvidencePart,
  type NoticeEvidence,
  type PolicyEvidence,
} from '../evidence/evidence-file.js';
import { BASES } from '../policy/legal-bases.js';
import { RECEIPT_CLAIMS } from './receipt-events.js';
import { type ReceiptBasis, type ReceiptPurpose } from './receipt-facts.js';

/** What a record refers to, as evidence has it. */
export interface ReceiptSources {
  readonly notice: EvidencePart<NoticeEvidence>;
  readonly catalogue: EvidencePart<CatalogueEvidence>;
  readonly policy: EvidencePart<PolicyEvidence>;
}

/** Items of a catalogue as far as a receipt reads them; what another catalogue holds may lack them. */
interface Item {
  readonly category?: unknown;
  readonly provider?: unknown;
  readonly translations?: Readonly<Record<string, { readonly purpose?: string | null } | undefined>>;
}

/** What was decided by the event of a record; nothing where it only repeats it, or where another system does not say when that was. */
export function receiptPurposes(record: ConsentRecordEntity, sources: ReceiptSources): readonly ReceiptPurpose[] {
  const claim = RECEIPT_CLAIMS[record.eventType];
  if (claim === 'nothing' || (claim === 'claimed' && record.givenAt === null)) return [];
  return Object.entries(record.decisions).flatMap(([category, decision]) =>
    decision === 'unset' ? [] : [purposeOf(category as ConsentCategory, decision, record, sources)],
  );
}

function purposeOf(
  category: ConsentCategory,
  decision: 'granted' | 'denied',
  record: ConsentRecordEntity,
  sources: ReceiptSources,
): ReceiptPurpose {
  const { language } = record;
  const items = (sources.catalogue.status === 'included' ? sources.catalogue.items : []) as readonly Item[];
  const own = items.filter((item) => item.category === category);
  const said = noticeTextOf(sources.notice, category, language);
  const purposes = own.map(
    ({ translations = {} }) => (translations[language ?? ''] ?? Object.values(translations)[0])?.purpose,
  );
  return {
    category,
    decision,
    basis: basisOf(category, record, sources),
    title: said?.name ?? category,
    description: said?.description ?? (listed(purposes).join('\n') || null),
    providers: listed(own.map(({ provider }) => provider)),
  };
}

/** By what the policy said for the visitor; for a record of before, by its regime. */
function basisOf(
  category: ConsentCategory,
  { eventType, regime }: ConsentRecordEntity,
  { policy }: ReceiptSources,
): ReceiptBasis {
  if (RECEIPT_CLAIMS[eventType] === 'claimed') return { kind: null, law: null };
  if (policy.status === 'missing') return { kind: BASES[regime], law: null };
  const { legalBases, applied } = policy.decision;
  const laws = listed(applied.map(({ law }) => law));
  return { kind: legalBases[category] ?? BASES[regime], law: laws.join('; ') || null };
}

/** What the notice said of a category, in the language that was shown, or in its own. */
function noticeTextOf(notice: EvidencePart<NoticeEvidence>, category: ConsentCategory, language: string | null) {
  if (notice.status === 'missing') return undefined;
  const { shown, content } = notice;
  const text = shown?.text ?? content.translations[language ?? ''] ?? content.translations[content.defaultLanguage];
  return text?.categories[category];
}

const listed = (values: readonly unknown[]): readonly string[] => [
  ...new Set(values.filter((value): value is string => typeof value === 'string' && value !== '')),
];
