import { eventually as within } from '@nest-privacy/core/testing';
import { type AppProcess } from '../../apps/sample-api/test/app-process.js';
import { scrape } from './scrape.js';

/** Milliseconds: longer than it takes to find out that a worker died with a job in its hands. */
const PATIENCE = 90_000;

/** Asks again until it is so, and fails with the last answer after a long while. */
export const eventually = <T>(ask: () => T | Promise<T>, satisfied: (answer: T) => boolean): Promise<T> =>
  within(ask, satisfied, PATIENCE);

/** Waits until every event that this process has taken in is stored or dropped, so that the numbers are final. */
export async function settled(app: Pick<AppProcess, 'url'>): Promise<void> {
  await eventually(
    async () => {
      const numbers = await scrape(app);
      return [numbers.value('analytics_buffer_items'), numbers.value('analytics_queue_depth')];
    },
    ([buffered, queued]) => buffered === 0 && queued === 0,
  );
}
