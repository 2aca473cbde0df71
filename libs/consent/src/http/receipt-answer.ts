import { Injectable } from '@nestjs/common';
import { type RequestView } from '@nest-privacy/core';
import { chosenType } from '@nest-privacy/core/kit';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { ConsentReceipts } from '../receipt/consent-receipts.js';
import { DPV_RECEIPT_TYPE } from '../receipt/dpv-receipt.js';
import { KANTARA_RECEIPT_TYPE } from '../receipt/kantara-receipt.js';
import { receiptNotAcceptable } from '../receipt/receipt-problems.js';
import { EvidenceResponder } from './evidence-responder.js';

/** Answers with a receipt in the form that the client asks for by `Accept`; by ISO/IEC TS 27560 where it does not say. */
@Injectable()
export class ReceiptAnswer {
  constructor(
    private readonly receipts: ConsentReceipts,
    private readonly responder: EvidenceResponder,
  ) {}

  /** @throws ProblemException 406 `RECEIPT_NOT_ACCEPTABLE`, and what {@link ConsentReceipts} throws */
  async send(view: RequestView, response: unknown, record: ConsentRecordEntity): Promise<string> {
    const type = chosenType(view.header('accept'), [DPV_RECEIPT_TYPE, KANTARA_RECEIPT_TYPE]);
    if (type === undefined) throw receiptNotAcceptable();
    if (type === DPV_RECEIPT_TYPE)
      return this.responder.sendReceipt(
        response,
        type,
        record.id,
        JSON.stringify(await this.receipts.dpv(record), null, 2),
      );
    return this.responder.sendReceipt(response, type, record.id, await this.receipts.kantara(record));
  }
}
