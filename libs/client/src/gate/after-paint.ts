/** Longest wait for a frame, in milliseconds: pages in the background have none. */
const FRAME = 200;

/** Waits until the browser has shown what the task before has done, and has taken what the visitor did in between. */
export const afterPaint = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, FRAME);
    requestAnimationFrame(() => setTimeout(resolve));
  });
