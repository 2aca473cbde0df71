import { Logger } from '@nestjs/common';
import { type Queue } from 'bull';

const SAFE = 'noeviction';

/**
 * Looks once, as soon as Redis answers, whether it may delete waiting jobs when its memory is full, and warns if so. Delays nothing and never rejects; it
 * stays silent where it may not ask, as with most hosted servers.
 *
 * @see https://redis.io/docs/latest/develop/reference/eviction/
 */
export async function warnOfEviction(queue: Queue): Promise<void> {
  const policy = await policyOf(queue).catch(() => undefined);
  if (policy === undefined || policy === SAFE) return;
  new Logger('BullAnalyticsModule').warn(
    `Redis may delete events that wait in it once its memory is full: its maxmemory-policy is "${policy}". ` +
      `Set "maxmemory-policy ${SAFE}" in redis.conf, or run CONFIG SET maxmemory-policy ${SAFE}`,
  );
}

async function policyOf(queue: Queue): Promise<string | undefined> {
  await queue.isReady();
  const [, policy] = (await queue.client.config('GET', 'maxmemory-policy')) as string[];
  return policy;
}
