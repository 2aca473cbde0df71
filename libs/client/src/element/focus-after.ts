const isInView = (element: HTMLElement): boolean => {
  const { top, bottom } = element.getBoundingClientRect();
  return element.checkVisibility() && top >= 0 && bottom <= innerHeight;
};

/** Gives the focus of something that goes to what comes after it: a way to the settings that is seen, else the page's own content. */
export function focusAfter(gone: Element): void {
  const next =
    [...document.querySelectorAll<HTMLElement>('privacy-settings-link a,[data-privacy-settings]')].find(isInView) ??
    document.querySelector('main') ??
    (gone.nextElementSibling as HTMLElement | null);
  if (!next) return;
  if (next.tabIndex < 0) next.tabIndex = -1;
  next.focus({ preventScroll: true });
}
