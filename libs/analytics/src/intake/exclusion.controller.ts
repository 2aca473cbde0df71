import { Body, Controller, Delete, Get, HttpCode, Post, Res, UseGuards } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CurrentRequest, RequestView, TrustedProxies } from '@nest-privacy/core';
import { NoPage, WithoutBody } from '@nest-privacy/core/kit';
import { exclusionMalformed } from '../exclusion/exclusion-problems.js';
import { SelfExclusion } from '../exclusion/self-exclusion.js';
import { wayBack } from '../exclusion/way-back.js';
import { OriginGuard } from './origin.guard.js';

/** Whether this browser is left out. */
export interface ExclusionView {
  readonly excluded: boolean;
}

const FORM = 'application/x-www-form-urlencoded';

/** `/analytics/exclusion`: a visitor asks not to be counted, and takes it back. Forms without JavaScript say `excluded=true` or `excluded=false`, and are sent back to their page. */
@Controller('analytics/exclusion')
@NoPage()
export class ExclusionController {
  constructor(
    private readonly exclusion: SelfExclusion,
    private readonly proxies: TrustedProxies,
    private readonly host: HttpAdapterHost,
  ) {}

  @Get()
  read(@CurrentRequest() view: RequestView, @Res({ passthrough: true }) response: unknown): ExclusionView {
    this.give(response, []);
    return { excluded: this.exclusion.isAsked(view) };
  }

  @Post()
  @WithoutBody()
  @HttpCode(200)
  @UseGuards(OriginGuard)
  exclude(
    @CurrentRequest() view: RequestView,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: unknown,
  ): ExclusionView | '' {
    const excluded = wishIn(body);
    this.give(response, excluded ? this.exclusion.begin(view) : this.exclusion.end(view));
    if (view.mediaType !== FORM) return { excluded };
    this.host.httpAdapter.status(response, 303);
    this.host.httpAdapter.setHeader(response, 'Location', wayBack(view, this.proxies));
    return '';
  }

  @Delete()
  @WithoutBody()
  @UseGuards(OriginGuard)
  include(@CurrentRequest() view: RequestView, @Res({ passthrough: true }) response: unknown): ExclusionView {
    this.give(response, this.exclusion.end(view));
    return { excluded: false };
  }

  /** No cache may keep what belongs to one browser. */
  private give(response: unknown, cookies: readonly string[]): void {
    this.host.httpAdapter.setHeader(response, 'Cache-Control', 'private, no-store');
    for (const cookie of cookies) this.host.httpAdapter.appendHeader(response, 'Set-Cookie', cookie);
  }
}

/** What a body says; without one the request itself is the wish. */
function wishIn(body: unknown): boolean {
  const { excluded = 'true' } = (body ?? {}) as { readonly excluded?: unknown };
  if (excluded === true || excluded === 'true') return true;
  if (excluded === false || excluded === 'false') return false;
  throw exclusionMalformed();
}
