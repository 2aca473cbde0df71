import { isOnTop } from './is-on-top.js';

/**
 * Calls once, when at least half of an element was to be seen for a second; nothing is seen behind a modal dialog or in a tab that is not shown.
 *
 * @returns ends it
 */
export function whenSeen(element: Element, call: () => void): () => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const end = (): void => {
    clearInterval(timer);
    observer.disconnect();
  };
  const look = (): void => {
    const box = element.getBoundingClientRect();
    if (document.hidden || !isOnTop(element, box, box.top + box.height / 2)) return;
    end();
    call();
  };
  const observer = new IntersectionObserver(
    ([entry]) => {
      clearInterval(timer);
      if (entry!.intersectionRatio >= 0.5) timer = setInterval(look, 1000);
    },
    { threshold: 0.5 },
  );
  observer.observe(element);
  return end;
}
