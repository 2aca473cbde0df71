import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { parseSamples } from '../testing/index.js';
import { ClusterGroup } from './cluster-group.js';

interface Message {
  readonly test: string;
  readonly worker?: number;
  readonly port?: number;
  readonly pid?: number;
}

/** A real primary with two real workers. */
class TestCluster {
  private readonly heard: Message[] = [];
  private readonly child: ChildProcess;

  constructor(env: Record<string, string> = {}) {
    this.child = fork(resolve(__dirname, '../../test/cluster-app.cjs'), { env: { ...process.env, ...env } });
    this.child.on('message', (message: Message) => this.heard.push(message));
  }

  /** The next message that is so, whenever it comes. */
  async next(fits: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const found = this.heard.findIndex(fits);
      if (found >= 0) return this.heard.splice(found, 1)[0]!;
      await once(this.child, 'message');
    }
  }

  async workers(): Promise<{ id: number; url: string; pid: number }[]> {
    const ready = [await this.next(({ test }) => test === 'worker'), await this.next(({ test }) => test === 'worker')];
    return ready.map(({ worker, port, pid }) => ({ id: worker!, url: `http://127.0.0.1:${port}`, pid: pid! }));
  }

  async tell(worker: number, message: Record<string, unknown>): Promise<void> {
    this.child.send({ ...message, worker });
    await this.next((answer) => answer.test === 'done' && answer.worker === worker);
  }

  send(worker: number, test: string): void {
    this.child.send({ test, worker });
  }

  async end(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.send({ test: 'end' });
    await exited;
  }
}

const scrape = async (url: string) => parseSamples(await (await fetch(`${url}/metrics`)).text());
const valueOf = (samples: Awaited<ReturnType<typeof scrape>>, name: string, label = '') =>
  samples.find((sample) => sample.name === name && (label === '' || Object.values(sample.labels).includes(label)))
    ?.value;

describe('metrics of a cluster', () => {
  it('are the sum over the workers, whoever answers, and never go down', async () => {
    const cluster = new TestCluster();
    const { port } = await cluster.next(({ test }) => test === 'primary');
    const primary = `http://127.0.0.1:${port}`;
    const [one, two] = (await cluster.workers()) as [
      { id: number; url: string; pid: number },
      { id: number; url: string; pid: number },
    ];
    const events = async (url: string) => valueOf(await scrape(url), 'orders_total', 'pageview');
    try {
      await cluster.tell(one.id, { test: 'count', kind: 'pageview', by: 3 });
      await cluster.tell(two.id, { test: 'count', kind: 'pageview', by: 4 });
      await cluster.tell(one.id, { test: 'depth', value: 9 });
      await cluster.tell(two.id, { test: 'depth', value: 9 });
      for (const url of [one.url, two.url, primary, one.url]) expect(await events(url)).toBe(7);
      const sum = await scrape(primary);
      expect(valueOf(sum, 'orders_waiting')).toBe(9);
      expect(valueOf(sum, 'http_requests_total', 'MetricsController.scrape')).toBe(3);
      expect(valueOf(sum, 'metrics_cluster_workers', 'answered')).toBe(2);

      // A stopped process is as silent as one can be; its latest numbers stand in.
      cluster.send(two.id, 'silent');
      await cluster.tell(one.id, { test: 'count', kind: 'pageview', by: 1 });
      const states = async () => valueOf(await scrape(primary), 'metrics_cluster_workers', 'silent');
      while ((await states()) !== 1);
      expect([await events(one.url), await events(primary)]).toEqual([8, 8]);
      process.kill(two.pid, 'SIGCONT');
      while ((await states()) !== 0);

      // An orderly end reports for the last time, a sudden one leaves what was last known.
      await cluster.tell(one.id, { test: 'count', kind: 'pageview', by: 10 });
      await cluster.tell(one.id, { test: 'close' });
      expect(await events(primary)).toBe(18);
      cluster.send(two.id, 'die');
      await cluster.next(({ test, worker }) => test === 'exit' && worker === two.id);
      const after = await scrape(primary);
      expect(valueOf(after, 'orders_total', 'pageview')).toBe(18);
      expect(valueOf(after, 'orders_waiting')).toBeUndefined();
      expect(valueOf(after, 'metrics_cluster_workers', 'answered')).toBe(0);
    } finally {
      await cluster.end();
    }
  });

  it('are refused, with the remedy, where nobody sums', async () => {
    const cluster = new TestCluster({ NO_PRIMARY: '1' });
    try {
      const [one] = await cluster.workers();
      const response = await fetch(`${one!.url}/metrics`);
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({
        code: 'METRICS_PRIMARY_SILENT',
        detail: expect.stringContaining('serveClusterMetrics'),
      });
    } finally {
      await cluster.end();
    }
  });

  it('are an empty sum before the first worker', async () => {
    const samples = parseSamples(await new ClusterGroup('default', 100).sum());
    expect(samples.map(({ value }) => value)).toEqual([0, 0]);
  });
});
