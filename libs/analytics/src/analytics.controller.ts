import { type IncomingMessage } from 'node:http';
import { Controller, Get, Query, Req, UsePipes } from '@nestjs/common';
import { requestValidation, RequestView, RequireScope, SiteResolver } from '@nest-privacy/core';
import { NoPage } from '@nest-privacy/core/kit';
import { BreakdownQuery } from './dto/breakdown.query.js';
import { StatisticsQuery } from './dto/statistics.query.js';
import { TimeSeriesQuery } from './dto/time-series.query.js';
import {
  type Aggregate,
  AnalyticsStatistics,
  type Breakdown,
  type StatisticsScope,
  type TimeSeries,
} from './statistics/analytics-statistics.js';

type FrameworkRequest = IncomingMessage & { readonly raw?: IncomingMessage };

/** Statistics for those who hold the scope `analytics:read`. */
@Controller('admin/analytics')
@RequireScope('analytics:read')
@NoPage()
@UsePipes(requestValidation())
export class AnalyticsController {
  constructor(
    private readonly statistics: AnalyticsStatistics,
    private readonly sites: SiteResolver,
  ) {}

  @Get('aggregate')
  aggregate(@Query() query: StatisticsQuery, @Req() request: FrameworkRequest): Promise<Aggregate> {
    return this.statistics.aggregate(this.scopeOf(query, request));
  }

  @Get('timeseries')
  timeSeries(@Query() query: TimeSeriesQuery, @Req() request: FrameworkRequest): Promise<TimeSeries> {
    return this.statistics.timeSeries(this.scopeOf(query, request), query.interval ?? 'day');
  }

  @Get('breakdown')
  breakdown(@Query() query: BreakdownQuery, @Req() request: FrameworkRequest): Promise<Breakdown> {
    const { dimension, limit, cursor } = query;
    return this.statistics.breakdown(this.scopeOf(query, request), dimension, { limit, cursor });
  }

  private scopeOf({ from, to, site, timezone = 'UTC' }: StatisticsQuery, request: FrameworkRequest): StatisticsScope {
    const { id } =
      site === undefined ? this.sites.require(RequestView.of(request.raw ?? request)) : this.sites.named(site);
    return { from, to, site: id, timezone };
  }
}
