import { type ServerResponse } from 'node:http';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Post,
  Res,
  StreamableFile,
  UseGuards,
  UsePipes,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CurrentRequest, requestValidation, RequestView } from '@nest-privacy/core';
import { NoPage, noteAuditResult } from '@nest-privacy/core/kit';
import { PrivacyRequestDto } from './dto/privacy-request.dto.js';
import { RightsRequestView } from './dto/rights-request.view.js';
import { PrivacyRequestGuard } from './http/privacy-request.guard.js';
import { type AskedFor, RequestAsker } from './http/request-asker.js';
import { RequestSubjects } from './identity/request-subjects.js';
import { RequestTokens } from './requests/request-tokens.js';
import { RightsConfig } from './rights.config.js';
import { RightsService } from './rights.service.js';

/** Fastify's reply holds Node's response; Express' is one. */
type FrameworkResponse = ServerResponse & { readonly raw?: ServerResponse };

/** What a person may ask about themselves, and an administrator for whom they name. */
@Controller('privacy')
@NoPage()
@UsePipes(requestValidation())
export class RightsController {
  private readonly tokens: RequestTokens;

  constructor(
    @Inject(RightsConfig) private readonly config: RightsConfig,
    private readonly rights: RightsService,
    private readonly asker: RequestAsker,
    private readonly subjects: RequestSubjects,
    private readonly host: HttpAdapterHost,
  ) {
    this.tokens = new RequestTokens(config.secrets);
  }

  /** Everything that is kept of a person, as one JSON document. */
  @Post('export')
  @HttpCode(200)
  @UseGuards(PrivacyRequestGuard)
  async export(
    @CurrentRequest() view: RequestView,
    @Body() body: PrivacyRequestDto,
    @Res({ passthrough: true }) response: FrameworkResponse,
  ): Promise<StreamableFile> {
    const asked = await this.asker.of(view, body, response);
    const { request, document } = await this.rights.export(asked.subject, asked.by);
    this.tell(view, response, asked, request.id);
    const raw = response.raw ?? response;
    // Whoever went away reads nothing more, be it that they went before there was anything to read.
    if (raw.destroyed) document.destroy();
    raw.once('close', () => document.destroy());
    const disposition = 'attachment; filename="personal-data.json"';
    const file = new StreamableFile(document, { type: 'application/json', disposition });
    // Nest would end the answer as if it were whole.
    return file.setErrorHandler(() => raw.destroy());
  }

  /** Has everything erased that may be; it is done soon after the answer. */
  @Post('erase')
  @HttpCode(202)
  @UseGuards(PrivacyRequestGuard)
  async erase(
    @CurrentRequest() view: RequestView,
    @Body() body: PrivacyRequestDto,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<RightsRequestView & { readonly token: string }> {
    const asked = await this.asker.of(view, body, response);
    const { id } = await this.rights.erase(asked.subject, asked.by);
    this.tell(view, response, asked, id);
    // Who waits for an administrator still needs to be known until then.
    if (!asked.by && this.config.approval === 'automatic')
      for (const cookie of this.subjects.forget(view))
        this.host.httpAdapter.appendHeader(response, 'Set-Cookie', cookie);
    const tracked = await this.rights.find(id);
    return { ...new RightsRequestView(tracked), token: this.tokens.of(id) };
  }

  /** What this person asked for, and how far it is. */
  @Get('requests')
  async requests(
    @CurrentRequest() view: RequestView,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<{ items: RightsRequestView[] }> {
    this.host.httpAdapter.setHeader(response, 'Cache-Control', 'private, no-store');
    const proven = this.tokens.requestOf(view.header('privacy-request-token'));
    const own = await this.rights.own(await this.subjects.of(view), proven === undefined ? [] : [proven]);
    return { items: own.map((tracked) => new RightsRequestView(tracked)) };
  }

  private tell(view: RequestView, response: unknown, { by }: AskedFor, request: string): void {
    this.host.httpAdapter.setHeader(response, 'Cache-Control', by ? 'no-store' : 'private, no-store');
    if (by) noteAuditResult(view, { request });
  }
}
