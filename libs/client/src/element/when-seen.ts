import { isOnTop } from './is-on-top.js';

/**
 * Calls once, when at least half of an element was to be seen for a second; nothing is seen behind a modal dialog or in a tab that is not shown.
 *
 * @returns ends it
 */
export function whenSeen(element: Element, call: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    const { left, width, top, height } = element.getBoundingClientRect();
    if (document.hidden || !isOnTop(element, left + width / 2, top + height / 2)) wait();
    else {
      observer.disconnect();
      call();
    }
  };
  const wait = (): void => {
    timer = setTimeout(look, 1000);
  };
  const observer = new IntersectionObserver(
    ([entry]) => {
      clearTimeout(timer);
      if (entry!.intersectionRatio >= 0.5) wait();
    },
    { threshold: 0.5 },
  );
  observer.observe(element);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}
