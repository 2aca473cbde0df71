import { Controller, type Type, UseGuards, VERSION_NEUTRAL } from '@nestjs/common';
import { NoPage } from '@nest-privacy/core/kit';
import { MetricsGuard } from './metrics.guard.js';
import { MetricsScrape } from './scrape/metrics-scrape.js';

/** A `GET /metrics` controller of its own class, so that two applications in one process can serve two paths. */
export function metricsControllerAt(path: string): Type {
  @Controller({ path, version: VERSION_NEUTRAL })
  @NoPage()
  @UseGuards(MetricsGuard)
  class MetricsController extends MetricsScrape {}
  return MetricsController;
}
