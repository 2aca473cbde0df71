import { type GateOptions, type ReloadOffer } from './gate.options.js';

/**
 * Offers a reload, does it, or neither, as the page wishes.
 *
 * @param categories of which scripts have run
 */
export async function offerReload(
  { client, reload = 'ask' }: GateOptions,
  categories: readonly string[],
): Promise<void> {
  const detail: ReloadOffer = {
    categories,
    async reload() {
      // What is on its way to the server goes before a load.
      await client.load().catch(() => {});
      location.reload();
    },
  };
  if (reload === 'auto') await detail.reload();
  if (reload === 'ask') document.dispatchEvent(new CustomEvent('privacy:reload', { cancelable: true, detail }));
}
