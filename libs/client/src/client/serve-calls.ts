/** A method's name and its arguments. */
export type QueuedCall = readonly [method: string, ...args: unknown[]] | null | undefined;

declare global {
  interface Window {
    /** Calls of the page's one client, by name, from scripts that load before or after it. */
    nestPrivacy?: QueuedCall[];
  }
}

/** What {@link serveCalls} serves. */
export type Commands = Readonly<Record<string, (...args: never[]) => unknown>>;

/**
 * Runs the calls of `window.nestPrivacy`, those that were pushed before as well as those to come. What nobody serves waits for whoever will. What a call
 * answers, or how it fails, nobody hears.
 *
 * @returns ends it
 */
export function serveCalls(commands: Commands): () => void {
  const page = globalThis as { nestPrivacy?: unknown };
  // An element whose id is that name stands there as well, where nobody has pushed anything.
  const calls = (page.nestPrivacy = Array.isArray(page.nestPrivacy) ? (page.nestPrivacy as QueuedCall[]) : []);
  const before: (this: unknown, call: QueuedCall) => number = calls.push;
  const push = (...more: QueuedCall[]): number => {
    for (const call of more) {
      const [method, ...args] = Array.from(call ?? []) as [string, ...unknown[]];
      const command = Object.hasOwn(commands, method)
        ? (commands[method] as (...args: unknown[]) => unknown)
        : undefined;
      if (command) new Promise((resolve) => resolve(command(...args))).catch(() => {});
      else before.call(calls, call);
    }
    return calls.length;
  };
  calls.push = push;
  push(...calls.splice(0));
  return () => {
    if (calls.push === push) calls.push = before;
  };
}
