import { setTimeout as pause } from 'node:timers/promises';
import { type AppProcess } from '../../apps/sample-api/test/app-process.js';
import { scrape } from './scrape.js';

/** Longer than it takes to find out that a worker died with a job in its hands. */
const PATIENCE_MS = 90_000;
const PAUSE_MS = 100;

/** Asks again until it is so, and fails with the last answer after a long while. */
export async function eventually<T>(ask: () => Promise<T>, satisfied: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (satisfied(answer)) return answer;
    if (Date.now() > end) throw new Error(`waited in vain; the last answer was ${JSON.stringify(answer)}`);
    await pause(PAUSE_MS);
  }
}

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
