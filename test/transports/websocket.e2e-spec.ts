import { ConnectedSocket, MessageBody, SubscribeMessage, WebSocketGateway, WsException } from '@nestjs/websockets';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { WsAdapter } from '@nestjs/platform-ws';
import { Consent, ConsentService, RequireConsent, type VisitorConsent } from '@nest-privacy/consent';
import { type RequestLike, RequestView } from '@nest-privacy/core';
import { TEST_ADAPTERS } from '@nest-privacy/core/testing';
import { CASES, personOf } from './cases.js';
import { openSocketIo, openWs } from './socket-client.js';
import { startWorld, type World } from './world.js';

interface Client {
  readonly request?: RequestLike;
  readonly handshake?: { readonly headers: object };
  readonly _socket?: unknown;
  emit(event: string, data: unknown): void;
  send(text: string): void;
}

@WebSocketGateway()
class OffersGateway {
  /** Asks of the outside, as code in a handler might. */
  constructor(private readonly consent: ConsentService) {}

  @SubscribeMessage('denied')
  @RequireConsent('STATISTICS')
  denied(): object {
    return { event: 'served', data: {} };
  }

  @SubscribeMessage('skipped')
  @RequireConsent('STATISTICS', { mode: 'skip' })
  skipped(): object {
    return { event: 'served', data: {} };
  }

  @SubscribeMessage('own')
  @RequireConsent('STATISTICS', { exceptionFactory: () => new WsException('not for you') })
  own(): object {
    return { event: 'served', data: {} };
  }

  /** Judged as the others are, so that it is not served before a message that came first. */
  @SubscribeMessage('free')
  @RequireConsent('ESSENTIALS')
  free(): object {
    return { event: 'free', data: {} };
  }

  @RequireConsent('STATISTICS', { mode: 'anonymise', identity: ['email'] })
  @SubscribeMessage('anonymous')
  anonymous(
    @ConnectedSocket() client: Client,
    @MessageBody() body: unknown,
    @Consent() { subjectId, anonymised, allowed }: VisitorConsent,
  ): object {
    const { request, handshake, _socket } = client;
    const headers = { ...handshake?.headers, ...request?.headers };
    const data = {
      body,
      anonymised,
      allowed: allowed.STATISTICS,
      asked: this.consent.allows(request, 'STATISTICS'),
      knowsSubject: subjectId !== null,
      connection: _socket !== undefined,
      fields: ['cookie', 'authorization'].filter((name) => name in headers),
    };
    return { event: 'seen', data };
  }
}

const LIBRARIES = [
  { library: 'ws', Adapter: WsAdapter, open: openWs },
  { library: 'socket.io', Adapter: IoAdapter, open: openSocketIo },
] as const;
const ways = TEST_ADAPTERS.flatMap((adapter) => LIBRARIES.map((way) => ({ adapter, ...way })));

describe.each(ways)('@RequireConsent over $library on $adapter', ({ adapter, library, Adapter, open }) => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({
      adapter,
      providers: [OffersGateway],
      configure: (app) => app.useWebSocketAdapter(new Adapter(app)),
    });
  });
  afterAll(() => world.close());

  it.each(CASES)('answers who $name', async (theCase) => {
    const person = await personOf(theCase, world);
    const socket = await open(world.url, person.cookie);
    try {
      await person.later();
      const served = { event: 'served', data: {} };
      const cause = (pattern: string): object => ({ cause: { pattern, data: { n: 1 } } });
      expect(await socket.ask('denied', { n: 1 })).toEqual(
        theCase.allowed
          ? served
          : {
              event: 'exception',
              data: {
                status: 'error',
                code: 'CONSENT_REQUIRED',
                message: 'The visitor has not allowed STATISTICS. Consent can be given at /consent.',
                categories: ['STATISTICS'],
                consentUrl: '/consent',
                ...cause('denied'),
              },
            },
      );
      expect(await socket.first('skipped', 'free')).toEqual(theCase.allowed ? served : { event: 'free', data: {} });
      expect(await socket.ask('own', { n: 1 })).toEqual(
        theCase.allowed
          ? served
          : { event: 'exception', data: { status: 'error', message: 'not for you', ...cause('own') } },
      );
    } finally {
      await socket.close();
    }
  });

  it.each(CASES)('hands the handler of who $name a socket that is theirs or nobody’s', async (theCase) => {
    const person = await personOf(theCase, world);
    const socket = await open(world.url, person.cookie);
    try {
      await person.later();
      const { data } = await socket.ask('anonymous', { email: 'a@b.example', text: 'hello' });
      expect(data).toEqual(
        theCase.allowed
          ? {
              body: { email: 'a@b.example', text: 'hello' },
              allowed: true,
              asked: library === 'socket.io',
              knowsSubject: true,
              connection: library === 'ws',
              fields: library === 'socket.io' ? ['cookie', 'authorization'] : [],
            }
          : {
              body: { text: 'hello' },
              anonymised: true,
              allowed: false,
              asked: false,
              knowsSubject: false,
              connection: false,
              fields: [],
            },
      );
    } finally {
      await socket.close();
    }
  });
});

describe('a gateway of ws with a handleConnection and a port of its own', () => {
  it('is told of the connection, and its messages are judged by the request that opened it', async () => {
    const opened: unknown[] = [];
    @WebSocketGateway(0, { path: '/own' })
    class OwnGateway {
      handleConnection(_client: object, request: RequestLike): void {
        opened.push(new RequestView(request).path);
      }

      @SubscribeMessage('denied')
      @RequireConsent('STATISTICS')
      denied(): object {
        return { event: 'served', data: {} };
      }
    }
    const world = await startWorld({
      providers: [OwnGateway],
      configure: (app) => app.useWebSocketAdapter(new WsAdapter(app)),
    });
    try {
      const person = await personOf(CASES[0]!, world);
      const socket = await openWs(`${world.url}/own`, person.cookie);
      expect(await socket.ask('denied', {})).toEqual({ event: 'served', data: {} });
      await socket.close();
      expect(opened).toEqual(['/own']);
    } finally {
      await world.close();
    }
  });
});
