import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accepts, findProgram, freePort, startServer } from './process.cjs';

/** The server's program; with Docker alone there is none that could be stopped. */
export const REDIS_PROGRAM = findProgram('redis-server') ?? findProgram('valkey-server');

/** A Redis that may be taken away in the middle of a test. What it was given it has again when it is back. */
export class OwnRedis {
  private readonly folder = mkdtempSync(join(tmpdir(), 'nest-privacy-redis-'));
  private end: (() => Promise<void>) | undefined;

  private constructor(private readonly port: number) {}

  static async start(): Promise<OwnRedis> {
    const redis = new OwnRedis(await freePort());
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it again upon what it had. */
  async start(): Promise<void> {
    const settings = {
      port: this.port,
      bind: '127.0.0.1',
      dir: this.folder,
      pidfile: this.pidFile,
      save: '',
      appendonly: 'yes',
      appendfsync: 'always',
    };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    // The number of the process is written a moment after it has begun to listen.
    const ready = async (): Promise<boolean> => existsSync(this.pidFile) && (await accepts(this.port));
    this.end = await startServer(REDIS_PROGRAM!, args, { ready });
  }

  /** Ends it as a power cut does. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.end?.();
    rmSync(this.pidFile, { force: true });
  }

  /** Has it answer nothing, with all its connections open. */
  freeze(): void {
    this.signal('SIGSTOP');
  }

  thaw(): void {
    this.signal('SIGCONT');
  }

  /** Ends it for good, in whatever state it is. */
  async remove(): Promise<void> {
    await this.end?.();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get pidFile(): string {
    return join(this.folder, 'redis.pid');
  }

  private signal(signal: NodeJS.Signals): void {
    process.kill(Number(readFileSync(this.pidFile, 'utf8')), signal);
  }
}

/** Two ways to be away: connections are refused, or open and silent. */
export const REDIS_OUTAGES = [
  {
    name: 'killed and started again',
    leave: (redis: OwnRedis) => redis.kill(),
    back: (redis: OwnRedis) => redis.start(),
  },
  {
    name: 'frozen and thawed',
    leave: (redis: OwnRedis) => Promise.resolve(redis.freeze()),
    back: (redis: OwnRedis) => Promise.resolve(redis.thaw()),
  },
];
