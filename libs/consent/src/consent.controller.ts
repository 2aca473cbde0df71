import { Body, Controller, Delete, Get, Param, Post, Query, RawBody, Res, UseGuards } from '@nestjs/common';
import {
  CategoryRegistry,
  CurrentRequest,
  type Page,
  requestValidation,
  RequestView,
  SiteResolver,
} from '@nest-privacy/core';
import { NoPage, WithoutBody } from '@nest-privacy/core/kit';
import { PageQuery } from '@nest-privacy/core/validation';
import { ConsentService } from './consent.service.js';
import { ConsentRecordView } from './dto/consent-record.view.js';
import { VisitorConsentView } from './dto/visitor-consent.view.js';
import { readDecision, type ReceivedDecision } from './http/body-reader.js';
import { ConsentDecisions } from './http/consent-decisions.js';
import { ConsentResponder } from './http/consent-responder.js';
import { NamedRecords } from './http/named-records.js';
import { SameOriginGuard } from './http/same-origin.guard.js';
import { TakesDecisions } from './http/takes-decisions.decorator.js';
import { OwnSubject } from './identity/own-subject.js';
import { ConsentInterop } from './interop/consent-interop.js';
import { VisitorImports } from './import/visitor-imports.js';
import { ConsentRecords } from './ledger/consent-records.js';
import { RefusedForms } from './surface/refused-forms.js';

/** This visitor's own consent: told, given, taken back, and its history. */
@Controller('consent')
@TakesDecisions()
@NoPage()
export class ConsentController {
  constructor(
    private readonly service: ConsentService,
    private readonly subject: OwnSubject,
    private readonly decisions: ConsentDecisions,
    private readonly records: ConsentRecords,
    private readonly sites: SiteResolver,
    private readonly registry: CategoryRegistry,
    private readonly responder: ConsentResponder,
    private readonly imports: VisitorImports,
    private readonly named: NamedRecords,
    private readonly interop: ConsentInterop,
    private readonly refused: RefusedForms,
  ) {}

  /** Where this visitor's consent stands. Writes nothing and sets no cookie. */
  @Get()
  async current(
    @CurrentRequest() view: RequestView,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<VisitorConsentView> {
    this.sites.require(view);
    this.responder.keepPrivate(response);
    await this.service.settle(view);
    const visitor = this.service.read(view);
    const importable = visitor.subjectId === null ? this.imports.sourceFor(view) : null;
    return new VisitorConsentView(visitor, this.interop.modeOf(visitor.allowed), importable);
  }

  /** Records a decision: 201, or 200 for an exact replay; a form is sent back by 303, and asked again on a page where it says two things or the notice is another one now. */
  @Post()
  @UseGuards(SameOriginGuard)
  async decide(
    @CurrentRequest() view: RequestView,
    @Body() body: unknown,
    @RawBody() rawBody: Uint8Array | undefined,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<ConsentRecordView | ''> {
    try {
      return await this.taken(view, await readDecision(view, body, rawBody, this.registry), response);
    } catch (error) {
      throw this.refused.askedAgain(view, body, error);
    }
  }

  /** Withdraws everything; also where nothing was decided before, as an objection. */
  @Delete()
  @WithoutBody()
  @UseGuards(SameOriginGuard)
  async withdraw(
    @CurrentRequest() view: RequestView,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<ConsentRecordView | ''> {
    const { record } = await this.decisions.take(view, response, this.decisions.withdrawal());
    return this.responder.send(view, response, record, { status: 200 });
  }

  /** This visitor's own records, newest first; both cookies must prove whose they are, and those of a user are for that user alone. */
  @Get('records')
  async history(
    @CurrentRequest() view: RequestView,
    @Query(requestValidation()) query: PageQuery,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<Page<ConsentRecordView>> {
    this.responder.keepPrivate(response);
    const site = this.sites.require(view);
    const stored = await this.subject.of(view);
    if (stored === null) return { items: [], nextCursor: null };
    const page = await this.records.page({ siteId: site.id, subjectId: stored.subjectId }, query);
    return { ...page, items: page.items.map((record) => new ConsentRecordView(record)) };
  }

  /** One of this visitor's own records; another's is as unknown as one that does not exist. */
  @Get('records/:id')
  async record(
    @CurrentRequest() view: RequestView,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<ConsentRecordView> {
    this.responder.keepPrivate(response);
    return new ConsentRecordView(await this.named.own(view, id));
  }

  private async taken(
    view: RequestView,
    { request, redirect }: ReceivedDecision,
    response: unknown,
  ): Promise<ConsentRecordView | ''> {
    const { record, replayed } = await this.decisions.take(view, response, request);
    const status = replayed ? 200 : 201;
    return this.responder.send(view, response, record, redirect === undefined ? { status } : { status, redirect });
  }
}
