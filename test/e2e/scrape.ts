import { type AppProcess } from '../../apps/sample-api/test/app-process.js';

/** The numbers of one scrape. */
export interface Scrape {
  /** Sum over all series of a metric, or over those that carry `label` (`reason="bot"`); `undefined` when there is none. */
  value(name: string, label?: string): number | undefined;
}

/** Reads `/metrics` of a process. */
export async function scrape(app: Pick<AppProcess, 'url'>): Promise<Scrape> {
  const lines = (await (await fetch(`${app.url}/metrics`)).text()).split('\n');
  return {
    value(name, label = '') {
      const series = lines.filter((line) => /^[^{ ]+/.exec(line)?.[0] === name && line.includes(label));
      return series.length === 0 ? undefined : series.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
    },
  };
}

/** What was dropped for whatever reason. */
export const droppedBy = async (app: Pick<AppProcess, 'url'>): Promise<number> =>
  (await scrape(app)).value('analytics_dropped_total') ?? 0;
