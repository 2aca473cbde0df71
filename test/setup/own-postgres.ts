import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type OwnServer, ownPostgres } from './postgres.cjs';

/** A PostgreSQL that may be taken away in the middle of a test. What it was given it has again when it is back. */
export class OwnPostgres {
  private end: (() => Promise<void>) | undefined;

  private constructor(private readonly server: OwnServer) {}

  /** @throws Error where there are no binaries, as with Docker alone */
  static async start(): Promise<OwnPostgres> {
    const server = await ownPostgres();
    if (!server)
      throw new Error(
        'There is no PostgreSQL that a test could stop: install it, or run npm ci with optional packages',
      );
    const postgres = new OwnPostgres(server);
    await postgres.start();
    return postgres;
  }

  get url(): string {
    return this.server.url;
  }

  /** Starts it again upon what it had. */
  async start(): Promise<void> {
    this.end = await this.server.start();
  }

  /** Ends it in order, and every connection with it. */
  async stop(): Promise<void> {
    await this.end?.();
    this.end = undefined;
  }

  /** Has it answer nothing, with all its connections open and new ones accepted by the kernel. */
  freeze(): void {
    this.signal('SIGSTOP');
  }

  thaw(): void {
    this.signal('SIGCONT');
  }

  /** Ends it for good, in whatever state it is. */
  async remove(): Promise<void> {
    if (this.end) this.thaw();
    await this.stop();
    this.server.clean();
  }

  /** The postmaster first, so that no backend begins in between. */
  private signal(signal: NodeJS.Signals): void {
    const [line] = readFileSync(this.server.pidFile, 'utf8').split('\n');
    const postmaster = Number(line);
    tell(postmaster, signal);
    const processes = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
    for (const entry of processes) {
      const [pid, parent] = entry.trim().split(/\s+/).map(Number);
      if (parent === postmaster) tell(pid!, signal);
    }
  }
}

/** A backend may have ended since it was counted. */
function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
