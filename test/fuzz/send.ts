import { Agent, type IncomingHttpHeaders, request as open } from 'node:http';
import { type AppProcess } from '../../apps/sample-api/test/app-process.js';
import { type LiveWorld } from './live-world.js';
import { type FuzzRequest } from './request-arbitrary.js';

/** Longer than any answer may take, on a machine with better things to do. */
const PATIENCE_MS = 20_000;

/** What came back; a status of 0 when nothing did. */
export interface FuzzAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends requests over connections that it keeps, and shows what came back. */
export class Sender {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(
    private readonly app: AppProcess,
    private readonly world: LiveWorld,
  ) {}

  async send(fuzz: FuzzRequest): Promise<FuzzAnswer> {
    const first = await this.attempt(fuzz);
    // The server may close a kept connection in the very moment it is used again.
    return first === 'again' ? ((await this.attempt(fuzz)) as FuzzAnswer) : first;
  }

  end(): void {
    this.agent.destroy();
  }

  private attempt(fuzz: FuzzRequest): Promise<FuzzAnswer | 'again'> {
    const { method, path, headers, body } = fuzz;
    const { world } = this;
    const bytes = body && Buffer.from(world.fill(body.text), body.encoding);
    const filled = Object.entries(headers).map(([name, value]) => [name, world.fill(value)]);
    return new Promise((resolve) => {
      const request = open(this.app.url, {
        agent: this.agent,
        method,
        path: world.fill(path),
        signal: AbortSignal.timeout(PATIENCE_MS),
        headers: {
          ...(Object.fromEntries(filled) as Record<string, string>),
          ...world.identityOf(fuzz),
          ...(body && bytes && { 'Content-Type': body.type, 'Content-Length': bytes.length }),
        },
      });
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', (error) => resolve({ status: 0, headers: {}, body: String(error) }));
        response.on('end', () =>
          resolve({
            status: response.statusCode!,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      });
      request.on('error', (error) =>
        resolve(request.reusedSocket ? 'again' : { status: 0, headers: {}, body: String(error) }),
      );
      request.end(bytes);
    });
  }
}
