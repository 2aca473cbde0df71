import { within } from '@nest-privacy/core/kit';
import { type DeliveryOutcome } from './delivery-target.js';

/**
 * Tells somebody in this process of a change.
 *
 * @param patience milliseconds
 * @param place who is told, for the log
 * @param tell may throw, or return a promise
 */
export async function deliverWithin(patience: number, place: string, tell: () => unknown): Promise<DeliveryOutcome> {
  try {
    await within(patience, place, Promise.resolve(tell()));
    return { kind: 'delivered', status: null };
  } catch (error) {
    return { kind: 'failed', status: null, error: error instanceof Error ? error.name : 'threw' };
  }
}
