import { sharedClient } from '../client/shared-client.js';
import { isInForeignFrame } from '../transport/browser.js';

/** Opens the dialog with all choices. Within a page of another origin it does nothing. */
export async function openSettings(): Promise<void> {
  if (isInForeignFrame()) return;
  const dialog =
    document.querySelector('privacy-dialog') ?? document.body.appendChild(document.createElement('privacy-dialog'));
  await dialog.open();
}

/** Whatever leads to the settings opens them, unless the visitor wants them in another tab; within a page of another origin a link leads where it leads. */
export function openSettingsByLink(event: MouseEvent): void {
  const isPlain = !(event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey);
  const isWay = (event.target as Partial<Element>).closest?.('.np-settings,[data-privacy-settings]');
  if (!isPlain || !isWay || isInForeignFrame()) return;
  event.preventDefault();
  openSettings().catch(() => location.assign(sharedClient().paths.choices));
}
