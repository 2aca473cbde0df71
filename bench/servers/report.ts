/**
 * Tells the measuring process the port, and from then on the CPU time whenever it asks.
 *
 * @param settle awaited before, for work that was put off belongs to the requests that caused it
 */
export function reportTo(parent: NodeJS.Process, port: number, settle?: () => Promise<void>): void {
  const report = (): void => {
    const { user, system } = parent.cpuUsage();
    parent.send?.({ microseconds: user + system });
  };
  parent.on('message', () => void (settle?.() ?? Promise.resolve()).then(report));
  parent.send?.({ port });
}
