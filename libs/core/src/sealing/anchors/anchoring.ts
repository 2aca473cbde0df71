import { BackgroundJob } from '../../jobs/background-job.js';
import { type TreeHead } from '../heads/tree-head.js';
import { type HeadAnchor } from './head-anchor.js';

/** Has the newest head of each log kept outside, each place at its own pace; a head that is passed over is in the chain of the next. */
export class Anchoring {
  private readonly places: readonly { readonly waiting: Map<string, TreeHead>; readonly job: BackgroundJob }[];

  /** @param interval milliseconds between two sendings; `off` where {@link send} is called */
  constructor(anchors: readonly HeadAnchor[], interval: number | 'off') {
    this.places = anchors.map((anchor) => {
      const waiting = new Map<string, TreeHead>();
      const work = (): Promise<boolean> => keepIn(anchor, waiting);
      return { waiting, job: new BackgroundJob({ does: `have heads kept by ${anchor.name}`, interval, work }) };
    });
  }

  start(): void {
    for (const { job } of this.places) job.start();
  }

  /** Sends what waits, once, and ends. */
  async stop(): Promise<void> {
    await this.send();
    await Promise.all(this.places.map(({ job }) => job.stop()));
  }

  /** Takes note of a log's newest head. */
  offer(head: TreeHead): void {
    for (const { waiting } of this.places) waiting.set(head.log, head);
  }

  /** Sends what waits. Never rejects. */
  async send(): Promise<void> {
    await Promise.all(this.places.map(({ job }) => job.run()));
  }
}

async function keepIn(anchor: HeadAnchor, waiting: Map<string, TreeHead>): Promise<boolean> {
  const heads = [...waiting.values()];
  if (heads.length === 0) return false;
  await anchor.keep(heads);
  for (const head of heads) if (waiting.get(head.log) === head) waiting.delete(head.log);
  return false;
}
