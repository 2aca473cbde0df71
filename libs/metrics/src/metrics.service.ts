import cluster from 'node:cluster';
import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { ClusterMember } from './cluster/cluster-member.js';
import { METRICS_PATH, MetricsConfig } from './metrics.config.js';
import { RegistryScraper } from './scrape/registry-scraper.js';
import { MetricsServer } from './server/metrics-server.js';

/** Answers scrapes: for this process, or in a worker of a cluster for all of them. */
@Injectable()
export class MetricsService implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly server: MetricsServer | undefined;
  private member: ClusterMember | undefined;

  constructor(
    @Inject(MetricsConfig) private readonly config: MetricsConfig,
    @Inject(RegistryScraper) private readonly scraper: RegistryScraper,
    @Inject(METRICS_PATH) path: string,
  ) {
    const { port, host, token } = config;
    if (port !== undefined) this.server = new MetricsServer({ port, host, path, token, scrape: () => this.scrape() });
  }

  /** The port of its own that the metrics are served on; `undefined` without one. */
  get port(): number | undefined {
    return this.server?.port;
  }

  onModuleInit(): void {
    if (!cluster.isWorker || this.config.cluster === 'local') return;
    const { name, scrapeTimeout } = this.config;
    this.member = new ClusterMember(name, () => this.scraper.report(), scrapeTimeout);
    this.member.join();
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.server?.listen();
  }

  /** The last requests are answered by now, so that the last report holds them. */
  async onApplicationShutdown(): Promise<void> {
    const { member } = this;
    this.member = undefined;
    await Promise.all([member?.leave(), this.server?.close()]);
  }

  /**
   * The metrics of this moment, in the exposition format (text 0.0.4). A metric that cannot be read is left out.
   *
   * @throws ProblemException 503 `METRICS_PRIMARY_SILENT` in a cluster whose primary does not sum
   */
  scrape(): Promise<string> {
    return this.member ? this.member.sum() : this.scraper.text();
  }
}
