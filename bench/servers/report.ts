/** Tells the measuring process the port, and from then on the CPU time whenever it asks. */
export function reportTo(parent: NodeJS.Process, port: number): void {
  parent.on('message', () => {
    const { user, system } = parent.cpuUsage();
    parent.send?.({ microseconds: user + system });
  });
  parent.send?.({ port });
}
