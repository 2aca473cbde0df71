import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { ConsentConfig } from '../consent.config.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { CataloguePart } from '../evidence/parts/catalogue-part.js';
import { NoticePart } from '../evidence/parts/notice-part.js';
import { PolicyPart } from '../evidence/parts/policy-part.js';
import { ConsentPaths } from '../surface/consent-paths.js';
import { dpvReceipt } from './dpv-receipt.js';
import { kantaraReceipt } from './kantara-receipt.js';
import { RECEIPT_CLAIMS } from './receipt-events.js';
import { type ReceiptFacts } from './receipt-facts.js';
import {
  receiptNotCollected,
  receiptNothingGranted,
  receiptsNotConfigured,
  receiptsNotSigned,
} from './receipt-problems.js';
import { receiptPurposes } from './receipt-purposes.js';
import { ReceiptSigner } from './receipt-signer.js';
import { personalDataOf } from './sensitive-data.js';

/** Makes receipts of records: what a visitor keeps, and other systems read. */
@Injectable()
export class ConsentReceipts {
  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly notice: NoticePart,
    private readonly catalogue: CataloguePart,
    private readonly policy: PolicyPart,
    private readonly signer: ReceiptSigner,
    private readonly paths: ConsentPaths,
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
   * @throws ProblemException 501 `RECEIPTS_NOT_CONFIGURED`, `RECEIPTS_NOT_SIGNED`, 406 `RECEIPT_NOT_COLLECTED`, `RECEIPT_NOTHING_GRANTED`
   */
  async kantara(record: ConsentRecordEntity): Promise<string> {
    const facts = await this.factsOf(record);
    const { publicKey } = this.signer;
    if (publicKey === undefined) throw receiptsNotSigned();
    if (RECEIPT_CLAIMS[record.eventType] === 'claimed') throw receiptNotCollected();
    if (!facts.purposes.some(({ decision }) => decision === 'granted')) throw receiptNothingGranted();
    return this.signer.sign(kantaraReceipt(facts, publicKey));
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
      decidedAt: (RECEIPT_CLAIMS[record.eventType] === 'claimed' ? record.givenAt : null) ?? record.receivedAt,
      controller: { ...stated, ...shown },
      personalData: personalDataOf(stated),
      withdrawalUrl: stated.withdrawalUrl ?? new URL(this.paths.consentUrl(), stated.url).toString(),
      purposes: receiptPurposes(record, { notice, catalogue, policy: await this.policy.of(record) }),
    };
  }
}
