const PATIENCE = 15_000;
const PAUSE = 20;

/**
 * Waits until a condition holds.
 *
 * @param what names the condition in the error
 * @throws Error when it does not hold within 15 seconds
 */
export async function waitUntil(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
