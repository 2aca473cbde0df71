/** One promise of a port, which every implementation keeps: a name for the test, and what proves it. `Subject` is what is proven, or makes it. */
export interface PortContract<Subject> {
  readonly promise: string;
  /** Rejects when the promise is broken. */
  prove(subject: Subject): Promise<void>;
}

/**
 * What a proof stands on; needs no test framework.
 *
 * @param otherwise what is wrong when it does not hold
 * @throws Error when it does not hold
 */
export function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
