import { Controller, Get, Param, Res } from '@nestjs/common';
import { CurrentRequest, OpensPersonalData, RequestView, RequireScope } from '@nest-privacy/core';
import { NoPage } from '@nest-privacy/core/kit';
import { ConsentEvidence } from './evidence/consent-evidence.js';
import { EvidenceResponder } from './http/evidence-responder.js';
import { NamedRecords } from './http/named-records.js';
import { ReceiptAnswer } from './http/receipt-answer.js';

/** What proves a record, of whichever site and person, for administrators with the scope `consent:read`. */
@Controller('admin/consent/records')
@NoPage()
@RequireScope('consent:read')
@OpensPersonalData()
export class ConsentEvidenceAdminController {
  constructor(
    private readonly named: NamedRecords,
    private readonly proof: ConsentEvidence,
    private readonly responder: EvidenceResponder,
    private readonly receipts: ReceiptAnswer,
  ) {}

  /** The record and all that belongs to it in one file. */
  @Get(':id/evidence')
  async evidence(@Param('id') id: string, @Res({ passthrough: true }) response: unknown): Promise<string> {
    const record = await this.named.any(id);
    return this.responder.sendFile(response, record.id, await this.proof.of(record));
  }

  /** A receipt of the record, in the form that `Accept` asks for. */
  @Get(':id/receipt')
  async receipt(
    @CurrentRequest() view: RequestView,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<string> {
    return this.receipts.send(view, response, await this.named.any(id));
  }
}
