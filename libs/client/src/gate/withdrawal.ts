import { afterPaint } from './after-paint.js';
import { erase } from './erase.js';
import { type GateOptions, type ReloadOffer } from './gate.options.js';

/**
 * What follows when categories are no longer allowed. Vendors' signals come first, in the task of the change itself; this waits for the next paint.
 *
 * @param lost categories
 * @param ran those of which scripts have run
 * @param close parks the frames of categories again
 */
export async function withdraw(
  { client, reload = 'ask', traces = () => [] }: GateOptions,
  lost: readonly string[],
  ran: ReadonlySet<string>,
  close: (categories: readonly string[]) => void,
): Promise<void> {
  await afterPaint();
  const gone = lost.filter((name) => !client.allows(name));
  close(gone);
  erase((await Promise.all(gone.map((name) => traces(name)))).flat());
  const offer: ReloadOffer = {
    categories: gone.filter((name) => ran.has(name)),
    async reload() {
      // What is on its way to the server goes before a load.
      await client.load().catch(() => {});
      location.reload();
    },
  };
  if (!offer.categories[0]) return;
  if (reload === 'auto') await offer.reload();
  if (reload === 'ask') document.dispatchEvent(new CustomEvent('privacy:reload', { detail: offer }));
}
