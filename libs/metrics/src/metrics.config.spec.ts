import { resolveMetricsOptions } from './metrics.config.js';
import { type MetricsModuleOptions } from './metrics.options.js';

describe('resolveMetricsOptions', () => {
  it('has a default for everything', () => {
    expect(resolveMetricsOptions({})).toMatchObject({
      prefix: '',
      maxSeries: 100,
      requests: true,
      processMetrics: false,
      host: '127.0.0.1',
      cluster: 'sum',
      name: 'default',
      scrapeTimeout: 1000,
    });
  });

  it.each<[string, MetricsModuleOptions]>([
    ['METRICS_PREFIX_INVALID', { prefix: '1shop' }],
    ['METRICS_MAX_SERIES_INVALID', { maxSeries: 9 }],
    ['METRICS_MAX_SERIES_INVALID', { maxSeries: Number.NaN }],
    ['METRICS_DURATION_BUCKETS_INVALID', { durationBuckets: [] }],
    ['METRICS_DURATION_BUCKETS_INVALID', { durationBuckets: [1, 0.5] }],
    ['METRICS_REFERRER_DOMAINS_INVALID', { referrerDomains: ['https://example.org'] }],
    ['METRICS_TOKEN_INVALID', { token: 'short' }],
    ['METRICS_PORT_INVALID', { port: 65_536 }],
    ['METRICS_SCRAPE_TIMEOUT_INVALID', { scrapeTimeout: 0 }],
    ['METRICS_CLUSTER_INVALID', { cluster: 'all' as 'sum' }],
  ])('refuses with %s: %j', (code, options) => {
    expect(() => resolveMetricsOptions(options)).toThrow(expect.objectContaining({ code }));
  });
});
