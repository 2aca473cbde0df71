import { eventually } from '@nest-privacy/core/testing';

/** What engines say where a page went away while it was asked. */
const LEFT =
  /context was destroyed|navigat|detached|cannot find context|no such (frame|realm)|realm.*destroyed|discarded/i;

/**
 * Asks a page again until it answers something true; a page that is being left is asked again as well.
 *
 * @throws Error with the last answer when none is in time
 */
export async function answeredBy<T>(ask: () => Promise<T>): Promise<NonNullable<T>> {
  const answer = await eventually(
    () =>
      ask().catch((error: unknown) => {
        if (error instanceof Error && LEFT.test(error.message)) return undefined as T;
        throw error;
      }),
    (one) => Boolean(one),
  );
  return answer as NonNullable<T>;
}
