const PATIENCE = 15_000;
const PAUSE = 20;

/**
 * Waits until a condition holds.
 *
 * @param what names the condition in the error
 * @param patience milliseconds to wait at most; default 15 000
 * @throws Error when it does not hold in time
 */
export async function waitUntil(
  what: string,
  holds: () => boolean | Promise<boolean>,
  patience: number = PATIENCE,
): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
