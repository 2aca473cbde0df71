/** Full path of a program on PATH, or undefined. */
export function findProgram(name: string, folders?: readonly string[]): string | undefined;

/** A TCP port of the loopback that nobody listens on. */
export function freePort(): Promise<number>;

/** Whether somebody accepts connections on a port of the loopback. */
export function accepts(port: number): Promise<boolean>;

/** Starts a server and waits until it is ready; gives back how to stop it. */
export function startServer(
  command: string,
  args: readonly string[],
  options: { readonly ready: () => Promise<boolean> },
): Promise<() => Promise<void>>;
