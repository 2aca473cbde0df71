import { Controller, Post, Res, UseGuards } from '@nestjs/common';
import { CurrentRequest, RequestView, SiteResolver } from '@nest-privacy/core';
import { NoPage, WithoutBody } from '@nest-privacy/core/kit';
import { type ConsentRecordView } from './dto/consent-record.view.js';
import { ConsentDecisions } from './http/consent-decisions.js';
import { ConsentResponder } from './http/consent-responder.js';
import { SameOriginGuard } from './http/same-origin.guard.js';
import { nothingToImport } from './import/import-problems.js';
import { VisitorImports } from './import/visitor-imports.js';
import { VisitorConsentReader } from './visitor-consent.reader.js';

/** Takes over what another tool kept of this visitor. */
@Controller('consent/import')
@NoPage()
export class ConsentImportController {
  constructor(
    private readonly imports: VisitorImports,
    private readonly visitors: VisitorConsentReader,
    private readonly decisions: ConsentDecisions,
    private readonly responder: ConsentResponder,
    private readonly sites: SiteResolver,
  ) {}

  /** Records the choice in another tool's cookie as what it is: no decision made here, and no proof. Only for those who have not decided here. */
  @Post()
  @WithoutBody()
  @UseGuards(SameOriginGuard)
  async take(
    @CurrentRequest() view: RequestView,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<ConsentRecordView | ''> {
    const isKnown = this.visitors.proof(view, this.sites.require(view)).subjectId !== null;
    const request = isKnown ? undefined : this.imports.requestFor(view);
    if (request === undefined) throw nothingToImport();
    const { record, replayed } = await this.decisions.take(view, response, request);
    return this.responder.send(view, response, record, { status: replayed ? 200 : 201 });
  }
}
