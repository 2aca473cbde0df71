import { type ServerResponse } from 'node:http';
import { Body, Controller, Get, HttpCode, Post, Query, Res, StreamableFile, UsePipes } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CurrentRequest, requestValidation, RequestView, RequireScope, SiteResolver } from '@nest-privacy/core';
import { NoPage, varyBy } from '@nest-privacy/core/kit';
import { BreakdownQuery } from './dto/breakdown.query.js';
import { FunnelBody } from './dto/funnel.body.js';
import { NumbersQuery } from './dto/numbers.query.js';
import { QueryBody } from './dto/query.body.js';
import { ScopeQuery } from './dto/scope.query.js';
import { SiteQuery } from './dto/site.query.js';
import { TimeSeriesQuery } from './dto/time-series.query.js';
import { AnalyticsStatistics } from './statistics/analytics-statistics.js';
import { type Aggregate, type Breakdown, type TimeSeries } from './statistics/answers.js';
import { type AnswerFormat, answerFormatOf, FILE_MEDIA_TYPES } from './statistics/export/answer-format.js';
import { StatisticsFiles } from './statistics/export/statistics-files.js';
import { type Funnel } from './statistics/funnel.js';
import { type Goals } from './statistics/goals.js';
import { DEFAULT_METRICS } from './statistics/metric.js';
import { type Realtime } from './statistics/realtime.js';
import { type Retention } from './statistics/retention.js';
import { type StatisticsQuery } from './statistics/statistics-query.js';
import { type StatisticsScope } from './statistics/statistics-scope.js';

/** Fastify's reply holds Node's response; Express' is one. */
type FrameworkResponse = ServerResponse & { readonly raw?: ServerResponse };
type Numbers = Aggregate | TimeSeries | Breakdown;

/** Statistics for those who hold the scope `analytics:read`. */
@Controller('admin/analytics')
@RequireScope('analytics:read')
@NoPage()
@UsePipes(requestValidation())
export class AnalyticsController {
  constructor(
    private readonly statistics: AnalyticsStatistics,
    private readonly files: StatisticsFiles,
    private readonly sites: SiteResolver,
    private readonly host: HttpAdapterHost,
  ) {}

  @Get('aggregate')
  aggregate(
    @CurrentRequest() view: RequestView,
    @Query() query: NumbersQuery,
    @Res({ passthrough: true }) response: FrameworkResponse,
  ): Promise<Numbers | StreamableFile> {
    return this.answer(view, response, this.questionOf(view, query), query.format);
  }

  @Get('timeseries')
  timeSeries(
    @CurrentRequest() view: RequestView,
    @Query() query: TimeSeriesQuery,
    @Res({ passthrough: true }) response: FrameworkResponse,
  ): Promise<Numbers | StreamableFile> {
    const { interval = 'day' } = query;
    return this.answer(view, response, { ...this.questionOf(view, query), interval }, query.format);
  }

  @Get('breakdown')
  breakdown(
    @CurrentRequest() view: RequestView,
    @Query() query: BreakdownQuery,
    @Res({ passthrough: true }) response: FrameworkResponse,
  ): Promise<Numbers | StreamableFile> {
    const { dimension, limit, cursor, sort } = query;
    return this.answer(
      view,
      response,
      { ...this.questionOf(view, query), dimension, limit, cursor, sort },
      query.format,
    );
  }

  /** Any of the three, as a question that is data. Reads only. */
  @Post('query')
  @HttpCode(200)
  query(
    @CurrentRequest() view: RequestView,
    @Body() body: QueryBody,
    @Res({ passthrough: true }) response: FrameworkResponse,
  ): Promise<Numbers | StreamableFile> {
    const { format, ...question } = body;
    return this.answer(view, response, { ...question, ...this.scopeOf(view, body) }, format);
  }

  @Get('realtime')
  realtime(@CurrentRequest() view: RequestView, @Query() { site }: SiteQuery): Promise<Realtime> {
    return this.statistics.realtime(this.sites.chosen(view, site).id);
  }

  /** How far visits came on a way of several steps. Reads only. */
  @Post('funnel')
  @HttpCode(200)
  funnel(@CurrentRequest() view: RequestView, @Body() body: FunnelBody): Promise<Funnel> {
    return this.statistics.funnel(this.scopeOf(view, body), body.steps, { filter: body.filter });
  }

  @Get('goals')
  goals(@CurrentRequest() view: RequestView, @Query() query: ScopeQuery): Promise<Goals> {
    return this.statistics.goals(this.scopeOf(view, query));
  }

  @Get('retention')
  retention(@CurrentRequest() view: RequestView, @Query() query: ScopeQuery): Promise<Retention> {
    return this.statistics.retention(this.scopeOf(view, query));
  }

  private questionOf(view: RequestView, query: NumbersQuery): StatisticsQuery {
    const { metrics = DEFAULT_METRICS, ...options } = query.options();
    return { ...this.scopeOf(view, query), ...options, metrics };
  }

  private scopeOf(view: RequestView, { from, to, site, timezone = 'UTC' }: ScopeQuery): StatisticsScope {
    return { from, to, site: this.sites.chosen(view, site).id, timezone };
  }

  private async answer(
    view: RequestView,
    response: FrameworkResponse,
    query: StatisticsQuery,
    named: AnswerFormat | undefined,
  ): Promise<Numbers | StreamableFile> {
    const { httpAdapter } = this.host;
    const format = answerFormatOf(view, named);
    varyBy(httpAdapter, response, 'Accept');
    if (format === 'json') return this.statistics.query(query);
    const { stream, completeUntil } = await this.files.open(query, format);
    if (completeUntil !== null) httpAdapter.setHeader(response, 'Complete-Until', completeUntil);
    const raw = response.raw ?? response;
    // Whoever went away reads nothing more, and nothing more is asked for them.
    raw.once('close', () => stream.destroy());
    const disposition = `attachment; filename="statistics.${format}"`;
    const file = new StreamableFile(stream, { type: FILE_MEDIA_TYPES[format], disposition });
    // Nest would end the answer as if it were whole.
    return file.setErrorHandler(() => raw.destroy());
  }
}
