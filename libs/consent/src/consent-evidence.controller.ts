import { Controller, Get, Param, Res } from '@nestjs/common';
import { CurrentRequest, RequestView } from '@nest-privacy/core';
import { NoPage } from '@nest-privacy/core/kit';
import { ConsentEvidence } from './evidence/consent-evidence.js';
import { EvidenceResponder } from './http/evidence-responder.js';
import { NamedRecords } from './http/named-records.js';
import { ReceiptAnswer } from './http/receipt-answer.js';

/** What proves a record of this visitor's own, to keep or to hand on. */
@Controller('consent/records')
@NoPage()
export class ConsentEvidenceController {
  constructor(
    private readonly named: NamedRecords,
    private readonly proof: ConsentEvidence,
    private readonly responder: EvidenceResponder,
    private readonly receipts: ReceiptAnswer,
  ) {}

  /** The record and all that belongs to it in one file. */
  @Get(':id/evidence')
  async evidence(
    @CurrentRequest() view: RequestView,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<string> {
    this.responder.keepPrivate(response);
    const record = await this.named.own(view, id);
    return this.responder.sendFile(response, record.id, await this.proof.of(record));
  }

  /** A receipt of the record, in the form that `Accept` asks for. */
  @Get(':id/receipt')
  async receipt(
    @CurrentRequest() view: RequestView,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<string> {
    this.responder.keepPrivate(response);
    return this.receipts.send(view, response, await this.named.own(view, id));
  }
}
