/** Milliseconds; less than a test may take, so that the last answer is told. */
const PATIENCE = 15_000;
const PAUSE = 20;

/**
 * Asks again until the answer satisfies.
 *
 * @param patience milliseconds to wait at most. Default: 15 000
 * @returns the answer that did
 * @throws Error with the last answer when none does in time
 */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  satisfied: (answer: T) => boolean,
  patience: number = PATIENCE,
): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (satisfied(answer)) return answer;
    if (Date.now() > end) throw new Error(`waited in vain; the last answer was ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/**
 * Waits until a condition holds.
 *
 * @param what names the condition in the error
 * @param patience as with {@link eventually}
 * @throws Error when it does not hold in time
 */
export async function waitUntil(
  what: string,
  holds: () => boolean | Promise<boolean>,
  patience?: number,
): Promise<void> {
  const answer = async (): Promise<string> => ((await holds()) ? '' : `not yet: ${what}`);
  await eventually(answer, (missing) => missing === '', patience);
}
