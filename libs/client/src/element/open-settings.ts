import { isInForeignFrame } from '../transport/browser.js';

/** Opens the dialog with all choices. Within a page of another origin it does nothing. */
export async function openSettings(): Promise<void> {
  if (isInForeignFrame()) return;
  const dialog =
    document.querySelector('privacy-dialog') ?? document.body.appendChild(document.createElement('privacy-dialog'));
  await dialog.open();
}

/** Whatever leads to the settings opens them, unless the visitor wants them in another tab. */
export function openSettingsByLink(event: MouseEvent): void {
  const isPlain = !(event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey);
  if (!isPlain || !(event.target as Element).closest('.np-settings,[data-privacy-settings]')) return;
  event.preventDefault();
  void openSettings();
}
