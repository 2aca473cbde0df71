import {
  BadRequestException,
  Body,
  Controller,
  Get,
  Header,
  Headers,
  HttpCode,
  Inject,
  Post,
  Query,
  Redirect,
  Req,
  Res,
  SetMetadata,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import {
  ConsentReader,
  type PrivacySignals,
  type RequestLike,
  RequestView,
  TrackingStatusNotifier,
} from '@nest-privacy/core';
import { Signals, TrackingRequired } from '@nest-privacy/dnt';

export const GUARDED = 'conformance:guarded';

const rawOf = (request: RequestLike & { readonly raw?: RequestLike }): RequestView =>
  RequestView.of(request.raw ?? request);

/** The routes the vectors ask for. */
@Controller()
export class DntDemoController {
  constructor(
    private readonly host: HttpAdapterHost,
    @Inject(ConsentReader) private readonly consent: ConsentReader,
    @Inject(TrackingStatusNotifier) private readonly notifier: TrackingStatusNotifier,
  ) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  home(): string {
    return '<!doctype html><title>Demo</title><p>Hello.</p>';
  }

  @Get('inspect')
  inspect(@Signals() { dnt, gpc }: PrivacySignals): PrivacySignals {
    return { dnt, gpc };
  }

  @Get('cached')
  @Header('ETag', '"c1"')
  @Header('Cache-Control', 'public, max-age=60')
  @Header('Vary', 'Accept-Encoding')
  cached(
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) response: unknown,
  ): string | undefined {
    if (known !== '"c1"') return 'cached';
    this.host.httpAdapter.status(response, 304);
    return undefined;
  }

  @Get('vary-star')
  @Header('Vary', '*')
  varyStar(): string {
    return 'varies by everything';
  }

  @Get('vary-dnt')
  @Header('Vary', 'dnt')
  varyDnt(): string {
    return 'varies by dnt';
  }

  @Get('redirect')
  @Redirect('/', 302)
  redirect(): void {}

  @Get('boom')
  boom(): never {
    throw new Error('boom');
  }

  @Get('guarded')
  @SetMetadata(GUARDED, true)
  guarded(): string {
    return 'never seen';
  }

  @Get('members')
  @TrackingRequired()
  members(): string {
    return 'members';
  }

  @Get('consent')
  shown(@Req() request: RequestLike): object {
    return { tracking: this.consent.read(rawOf(request)).tracking };
  }

  @Post('consent')
  @HttpCode(200)
  change(
    @Req() request: RequestLike,
    @Body() body: unknown,
    @Query('redirect') redirect: string | undefined,
    @Res({ passthrough: true }) response: unknown,
  ): object {
    const { tracking } = (body ?? {}) as { tracking?: unknown };
    if (typeof tracking !== 'boolean') throw new BadRequestException('"tracking" must be true or false');
    this.notifier.statusChanged(rawOf(request));
    if (redirect === '1') {
      this.host.httpAdapter.status(response, 303);
      this.host.httpAdapter.setHeader(response, 'Location', '/');
    }
    return { tracking };
  }

  @Post('echo')
  @HttpCode(200)
  echo(@Body() body: unknown): unknown {
    return body ?? {};
  }
}
