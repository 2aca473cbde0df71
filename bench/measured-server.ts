import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** CPU time of a server process, all its threads, in microseconds. */
export interface CpuReading {
  readonly microseconds: number;
}

/** A server in a process of its own, whose CPU time can be read from outside. */
export class MeasuredServer {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  /**
   * Starts `bench/servers/<file>`, which calls {@link reportTo} once it listens.
   *
   * @param settings given to it as environment
   * @param checkout root of the repository whose server it is; by default this one
   */
  static async start(
    file: string,
    settings: Readonly<Record<string, string>>,
    checkout: string = join(__dirname, '..'),
  ): Promise<MeasuredServer> {
    const child = fork(join(checkout, 'scripts', 'run-ts.cjs'), [join(checkout, 'bench', 'servers', file)], {
      env: { ...process.env, NODE_ENV: 'production', ...settings },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const [message] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error(`${file} ended while starting`))),
    ])) as [{ port: number }];
    return new MeasuredServer(child, message.port);
  }

  /** CPU time since the process began, in microseconds. */
  async cpu(): Promise<number> {
    this.child.send('cpu');
    const [reading] = (await once(this.child, 'message')) as [CpuReading];
    return reading.microseconds;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}
