import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { ConfigurationError, PROBLEM_MEDIA_TYPE, ProblemException, problemOf } from '@nest-privacy/core';
import { methodNotAllowed } from '@nest-privacy/core/kit';
import { Registry } from 'prom-client';
import { BearerToken } from './bearer-token.js';

/** What is served, and where. */
export interface MetricsServerOptions {
  /** 0 takes any free one. */
  readonly port: number;
  readonly host: string;
  /** With or without a slash at its beginning. */
  readonly path: string;
  readonly token: string | undefined;
  /** The exposition format of this moment. */
  readonly scrape: () => Promise<string>;
}

/** An HTTP server that serves metrics and nothing else. */
export class MetricsServer {
  private readonly server: Server;
  private readonly token: BearerToken;
  private readonly path: string;

  constructor(private readonly options: MetricsServerOptions) {
    this.token = new BearerToken(options.token);
    this.path = `/${options.path.replace(/^\/+/, '')}`;
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  /** The port it listens on. */
  get port(): number {
    return (this.server.address() as AddressInfo | null)?.port ?? this.options.port;
  }

  /** @throws ConfigurationError when the port is not to be had */
  listen(): Promise<void> {
    const { port, host } = this.options;
    return new Promise((resolve, reject) => {
      this.server.once('error', (error) => reject(portFault(port, host, error)));
      this.server.listen(port, host, () => resolve());
    });
  }

  /** Ends open connections too, for a scraper keeps its own alive. May be called again, and before {@link listen}. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      this.check(request);
      const text = await this.options.scrape();
      response.writeHead(200, { 'Content-Type': Registry.PROMETHEUS_CONTENT_TYPE, 'Cache-Control': 'no-store' });
      response.end(text);
    } catch (error) {
      const problem = problemOf(error);
      const headers = error instanceof ProblemException ? error.headers : {};
      response.writeHead(problem.status, { ...headers, 'Content-Type': PROBLEM_MEDIA_TYPE });
      response.end(JSON.stringify(problem));
    }
  }

  private check({ url, method, headers }: IncomingMessage): void {
    if (url?.split('?', 1)[0] !== this.path) throw notFound(this.path);
    if (method !== 'GET' && method !== 'HEAD') throw methodNotAllowed(['GET', 'HEAD']);
    this.token.require(headers.authorization);
  }
}

const notFound = (path: string): ProblemException =>
  new ProblemException({
    status: 404,
    code: 'NOT_FOUND',
    title: 'There is nothing here',
    detail: `This port serves ${path} only.`,
  });

const portFault = (port: number, host: string, error: Error): ConfigurationError =>
  new ConfigurationError({
    code: 'METRICS_PORT_UNAVAILABLE',
    what: `cannot listen on ${host}:${port}: ${error.message}`,
    where: 'option "port" of the metrics',
    remedy: 'choose a free port and an address of this machine',
  });
