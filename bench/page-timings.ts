/** What a page saw of itself, in milliseconds. */
export interface PageTimings {
  readonly firstPaint: number;
  /** When a text of the banner was painted. */
  readonly bannerPaint: number;
  readonly largestPaint: number;
  /** Of all that moved, clicks or not. */
  readonly layoutShift: number;
  /** Names of the elements that moved. */
  readonly moved: string[];
  /** Longest interaction, from the press to the next paint; in steps of 8, and 16 where nothing was as long. */
  readonly interaction: number;
}

interface Watching {
  timings?: PageTimings;
}

/** Runs ahead of everything on a page. */
export function watchTimings(): void {
  const timings = {
    firstPaint: 0,
    bannerPaint: 0,
    largestPaint: 0,
    layoutShift: 0,
    moved: [] as string[],
    interaction: 16,
  };
  (window as Watching).timings = timings;
  const on = (type: string, take: (entry: PerformanceEntry) => void): void =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
      type,
      buffered: true,
      ...(type === 'event' && { durationThreshold: 16 }),
    });
  on('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') timings.firstPaint = startTime;
  });
  on('largest-contentful-paint', ({ startTime }) => (timings.largestPaint = startTime));
  on('element', (entry) => (timings.bannerPaint ||= (entry as PerformanceEntry & { renderTime: number }).renderTime));
  on('layout-shift', (entry) => {
    const { value, sources } = entry as PerformanceEntry & { value: number; sources: { node: Element | null }[] };
    timings.layoutShift += value;
    timings.moved.push(...sources.map(({ node }) => `${node?.nodeName} ${node?.className}`));
  });
  on('event', (entry) => {
    const { interactionId, duration } = entry as PerformanceEntry & { interactionId: number };
    if (interactionId > 0) timings.interaction = Math.max(timings.interaction, duration);
  });
  // Marked before it is painted, for whatever parses the page tells of it first.
  const observer = new MutationObserver(() => {
    const text = document.querySelector('.np-banner p');
    if (!text) return;
    text.setAttribute('elementtiming', 'banner');
    observer.disconnect();
  });
  observer.observe(document, { childList: true, subtree: true });
}
