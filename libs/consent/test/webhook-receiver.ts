import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type ConsentChange } from '../src/index.js';

/** A delivery as the host outside received it. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly change: ConsentChange;
}

/** What it is answered with: a status, or whatever a listener does. */
export type Reply = number | RequestListener;

/** A host outside that is told of consent changes. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  /** Asked with each delivery. */
  reply: (delivery: Received) => Reply = () => 204;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<WebhookReceiver> {
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        const { data: change } = JSON.parse(body) as { data: ConsentChange };
        const delivery = { headers: request.headers, body, change };
        receiver.received.push(delivery);
        const reply = receiver.reply(delivery);
        if (typeof reply === 'function') reply(request, response);
        else response.writeHead(reply).end();
      });
    });
    const receiver = new WebhookReceiver(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hooks`;
  }

  get ids(): string[] {
    return this.received.map(({ headers }) => String(headers['webhook-id']));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
