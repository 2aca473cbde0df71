import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type FurtherSources, hashPolicy, noncePolicy } from './policies.js';

/** A request that reached a site. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What answers a request. */
export type Answer = (request: ReceivedRequest, response: ServerResponse) => void | Promise<void>;

export interface PageOptions {
  /** `nonce` and `hash` are the policies of {@link noncePolicy} and {@link hashPolicy}. @default none */
  readonly policy?: 'nonce' | 'hash' | undefined;
  /** Sources beside those of the policy. @default none */
  readonly further?: FurtherSources | undefined;
  /** Header fields of the answer. @default none */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A page's HTML, from the doctype on; the nonce is another one for each answer. */
export type Html = string | ((nonce: string) => string);

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  svg: 'image/svg+xml',
};

/** A web site on a port of the loopback: pages, files and routes, and what was asked of it. A second one on another port is a vendor. */
export class TestSite {
  /** Everything that was asked for, in order. */
  readonly received: ReceivedRequest[] = [];
  private readonly routes = new Map<string, Answer>();
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  private constructor() {}

  static async start(): Promise<TestSite> {
    const site = new TestSite();
    await new Promise<void>((listening) => site.server.listen(0, '127.0.0.1', listening));
    return site;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Address of a path; the host may be any below `localhost` or `test`, for all of them lead here. */
  url(path = '/', host = '127.0.0.1'): string {
    return `http://${host}:${this.port}${path}`;
  }

  /** A page under a path. */
  page(path: string, html: Html, { policy, further, headers }: PageOptions = {}): void {
    this.on('GET', path, (_, response) => {
      const nonce = randomBytes(16).toString('base64');
      const text = typeof html === 'string' ? html : html(nonce);
      const value = policy === 'nonce' ? noncePolicy(nonce, further) : hashPolicy(text, further);
      const csp = policy && { 'Content-Security-Policy': value };
      response.writeHead(200, { 'Content-Type': TYPES['html'], 'Cache-Control': 'no-cache', ...csp, ...headers });
      response.end(text);
    });
  }

  /** A file under a path, whose ending tells its type. */
  file(path: string, content: string | Buffer, headers: Readonly<Record<string, string>> = {}): void {
    this.on('GET', path, (_, response) => {
      const type = TYPES[path.split('.').at(-1)!] ?? 'application/octet-stream';
      response.writeHead(200, { 'Content-Type': type, ...headers }).end(content);
    });
  }

  /** Answers a method on a path, whatever its query. */
  on(method: string, path: string, answer: Answer): void {
    this.routes.set(`${method} ${path}`, answer);
  }

  /** What was asked of a path, such as `POST /consent`. */
  asked(method: string, path: string): ReceivedRequest[] {
    return this.received.filter((one) => one.method === method && one.url.split('?')[0] === path);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method = '', url = '', headers } = request;
    // Asked for by the browser, not by the page.
    if (url === '/favicon.ico') return void response.writeHead(204).end();
    const received = { method, url, headers, body };
    this.received.push(received);
    const answer = this.routes.get(`${method} ${url.split('?')[0]}`);
    if (answer) await answer(received, response);
    else response.writeHead(404).end();
  }
}
