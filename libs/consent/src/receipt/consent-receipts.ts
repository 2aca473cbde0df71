import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, type ConsentCategory, type Decision } from '@nest-privacy/core';
import { ConsentConfig } from '../consent.config.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type CatalogueEvidence, type EvidencePart, type NoticeEvidence } from '../evidence/evidence-file.js';
import { CataloguePart } from '../evidence/parts/catalogue-part.js';
import { NoticePart } from '../evidence/parts/notice-part.js';
import { dpvReceipt } from './dpv-receipt.js';
import { kantaraReceipt } from './kantara-receipt.js';
import { type ReceiptFacts, type ReceiptPurpose } from './receipt-facts.js';
import { receiptNothingGranted, receiptsNotConfigured, receiptsNotSigned } from './receipt-problems.js';
import { ReceiptSigner } from './receipt-signer.js';

/** Items of a catalogue as far as a receipt reads them; what another catalogue holds may lack them. */
interface Item {
  readonly category?: unknown;
  readonly provider?: unknown;
  readonly translations?: Readonly<Record<string, { readonly purpose?: string | null } | undefined>>;
}

/** Makes receipts of records: what a visitor keeps, and other systems read. */
@Injectable()
export class ConsentReceipts {
  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly notice: NoticePart,
    private readonly catalogue: CataloguePart,
    private readonly signer: ReceiptSigner,
  ) {}

  /**
   * By ISO/IEC TS 27560 in the Data Privacy Vocabulary, as JSON-LD.
   *
   * @throws ProblemException 501 `RECEIPTS_NOT_CONFIGURED`
   */
  async dpv(record: ConsentRecordEntity): Promise<Readonly<Record<string, unknown>>> {
    return dpvReceipt(await this.factsOf(record));
  }

  /**
   * By the Kantara Consent Receipt Specification 1.1, as a JWT that the newest key of the ledger signs.
   *
   * @throws ProblemException 501 `RECEIPTS_NOT_CONFIGURED`, `RECEIPTS_NOT_SIGNED`, 406 `RECEIPT_NOTHING_GRANTED`
   */
  async kantara(record: ConsentRecordEntity): Promise<string> {
    const facts = await this.factsOf(record);
    const { keyId } = this.signer;
    if (keyId === undefined) throw receiptsNotSigned();
    if (!facts.purposes.some(({ decision }) => decision === 'granted')) throw receiptNothingGranted();
    return this.signer.sign(kantaraReceipt(facts, keyId));
  }

  private async factsOf(record: ConsentRecordEntity): Promise<ReceiptFacts> {
    const stated = this.config.controllerOf(record.siteId);
    if (!stated) throw receiptsNotConfigured();
    const [notice, catalogue] = [await this.notice.of(record), await this.catalogue.of(record)];
    const shown = notice.status === 'included' ? notice.content.controller : undefined;
    return {
      id: randomUUID(),
      createdAt: new Date(this.clock.now()),
      record,
      controller: { ...stated, ...shown },
      withdrawalUrl: stated.withdrawalUrl ?? new URL(this.config.consentUrl, stated.url).toString(),
      purposes: Object.entries(decidedIn(record)).flatMap(([category, decision]) =>
        decision === 'unset'
          ? []
          : [purposeOf(category as ConsentCategory, decision, record.language, { notice, catalogue })],
      ),
    };
  }
}

/** Nothing in the record of a signal: it repeats where the subject stood, which nobody said then. */
const decidedIn = ({ eventType, decisions }: ConsentRecordEntity): Readonly<Record<string, Decision>> =>
  eventType === 'signal-applied' ? {} : decisions;

function purposeOf(
  category: ConsentCategory,
  decision: 'granted' | 'denied',
  language: string | null,
  shown: { notice: EvidencePart<NoticeEvidence>; catalogue: EvidencePart<CatalogueEvidence> },
): ReceiptPurpose {
  const items = (shown.catalogue.status === 'included' ? shown.catalogue.items : []) as readonly Item[];
  const own = items.filter((item) => item.category === category);
  const said = noticeTextOf(shown.notice, category, language);
  const purposes = own.map(
    ({ translations = {} }) => (translations[language ?? ''] ?? Object.values(translations)[0])?.purpose,
  );
  return {
    category,
    decision,
    title: said?.name ?? category,
    description: said?.description ?? (listed(purposes).join('\n') || null),
    providers: listed(own.map(({ provider }) => provider)),
  };
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
