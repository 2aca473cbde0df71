import { ConnectedSocket, SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { days, type RequestLike } from '@nest-privacy/core';
import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { io, type Socket } from 'socket.io-client';
import { ConsentService, RequireConsent } from './index.js';
import { Browser } from '../test/browser.js';
import { type ConsentApp, startConsentApp } from '../test/consent-app.js';

interface Client {
  readonly request: RequestLike;
  readonly handshake: RequestLike;
}

@WebSocketGateway()
class OffersGateway {
  constructor(private readonly consent: ConsentService) {}

  @SubscribeMessage('offers')
  @RequireConsent('MARKETING')
  offers(): string {
    return 'offers';
  }

  @SubscribeMessage('allows')
  allows(@ConnectedSocket() { request, handshake }: Client): boolean[] {
    return [request, handshake].map((target) => this.consent.allows(target, 'MARKETING'));
  }
}

const [database] = testDatabases();
const REFUSED = { status: 'error' };
const ways = TEST_ADAPTERS.flatMap((adapter) => ['websocket', 'polling'].map((transport) => ({ adapter, transport })));

describe.each(ways)('a socket by $transport under $adapter', ({ adapter, transport }) => {
  let server: ConsentApp;
  let visitor: Browser;
  let socket: Socket;

  beforeAll(async () => {
    server = await startConsentApp({ database: database!, adapter, providers: [OffersGateway] });
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    visitor = new Browser(server.url);
    await visitor.decide({ MARKETING: 'granted' });
    socket = io(server.url, {
      transports: [transport],
      extraHeaders: { cookie: visitor.cookieHeader },
      forceNew: true,
      reconnection: false,
    });
    await new Promise<void>((resolve) => socket.once('connect', resolve));
  });
  afterEach(async () => {
    const closed = new Promise((resolve) => socket.io.engine.once('close', resolve));
    socket.disconnect();
    await closed;
  });

  /** What the guard lets through, and what the service says of the socket's own request and handshake. */
  const answers = async (): Promise<unknown[]> => {
    const guarded = Promise.race([
      socket.emitWithAck('offers'),
      new Promise((resolve) => socket.once('exception', resolve)),
    ]);
    return [await guarded, await socket.emitWithAck('allows')];
  };
  const open = ['offers', [true, true]];
  const shut = [expect.objectContaining(REFUSED), [false, false]];

  it('sees with its next message that consent was withdrawn, and given again', async () => {
    expect(await answers()).toEqual(open);
    await visitor.send('DELETE', '/consent');
    expect(await answers()).toEqual(shut);
    await visitor.decide({ MARKETING: 'granted' });
    expect(await answers()).toEqual(open);
  });

  it('sees that consent has run out', async () => {
    expect(await answers()).toEqual(open);
    server.clock.advance(days(181));
    expect(await answers()).toEqual(shut);
  });
});
