/** What something gives that a browser may lack or forbid; `undefined` where it does. */
export function tried<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
