const isInView = (element: HTMLElement): boolean => {
  const { top, bottom } = element.getBoundingClientRect();
  return element.checkVisibility() && top >= 0 && bottom <= innerHeight;
};

/** Gives the focus to an element, whatever it is; the page stays where it is. */
export function focusOn(element: HTMLElement): void {
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/** Gives the focus of something that goes to what comes after it: a way to the settings that is seen, else the page's own content. */
export function focusAfter(gone: Element): void {
  const next =
    [...document.querySelectorAll<HTMLElement>('privacy-settings-link a,[data-privacy-settings]')].find(isInView) ??
    document.querySelector('main') ??
    (gone.nextElementSibling as HTMLElement | null);
  if (next) focusOn(next);
}
