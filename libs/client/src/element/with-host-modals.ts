import { placeFirst } from './place-banner.js';

/**
 * Keeps a banner usable while the page has a modal dialog of its own open: it moves into it, and back when it closes.
 *
 * @returns ends it
 */
export function withHostModals(banner: HTMLElement): () => void {
  const place = (): void => {
    const modal = [...document.querySelectorAll('dialog:modal:not(#np-dialog)')].at(-1);
    if (modal === (banner.closest('dialog') ?? undefined)) return;
    if (modal) modal.prepend(banner);
    else placeFirst(banner);
  };
  const observer = new MutationObserver(place);
  observer.observe(document, { subtree: true, attributeFilter: ['open'] });
  place();
  return () => observer.disconnect();
}
