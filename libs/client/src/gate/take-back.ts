import { erase } from './erase.js';
import { type GateOptions } from './gate.options.js';
import { offerReload } from './offer-reload.js';

/**
 * Erases what categories have left, and offers a reload where only that undoes what has run.
 *
 * @param gone categories that are no longer allowed
 * @param ran those of which scripts have run
 */
export async function takeBack(options: GateOptions, gone: readonly string[], ran: readonly string[]): Promise<void> {
  // Traces that nobody can tell keep no others, and no reload is kept back by any.
  await Promise.allSettled(gone.map(async (name) => erase((await options.traces?.(name)) ?? [])));
  if (ran[0]) await offerReload(options, ran);
}
