import { isOnTop } from './is-on-top.js';

/**
 * Sees to it that a fixed banner hides nothing that has the focus (WCAG 2.4.11): the page scrolls short of it, and where it cannot scroll, the banner goes to
 * the other edge.
 *
 * @returns ends it
 */
export function keepFocusVisible(banner: HTMLElement): () => void {
  const { style } = document.documentElement;
  const measured = new ResizeObserver(() => {
    // What is not fixed has a parent that it is placed by.
    style.scrollPaddingBlockEnd = banner.offsetParent ? '' : `${banner.offsetHeight}px`;
  });
  const isCovered = (focused: Element): boolean => {
    const box = focused.getBoundingClientRect();
    return !banner.contains(focused) && [box.top + 1, box.bottom - 1].some((y) => isOnTop(banner, box, y));
  };
  const repair = ({ target }: FocusEvent): void => {
    const focused = target as Element;
    if (isCovered(focused)) focused.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    if (isCovered(focused)) banner.toggleAttribute('data-up');
  };
  measured.observe(banner);
  document.addEventListener('focusin', repair);
  return () => {
    measured.disconnect();
    document.removeEventListener('focusin', repair);
    style.scrollPaddingBlockEnd = '';
  };
}
