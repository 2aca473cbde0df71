import { Query, GraphQLModule, Resolver } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { WsAdapter } from '@nestjs/platform-ws';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { CoreModule, type PrivacySignals } from '@nest-privacy/core';
import { startTestApp, TEST_ADAPTERS } from '@nest-privacy/core/testing';
import { DntModule, Signals } from '@nest-privacy/dnt';
import { openSocketIo, openWs } from './socket-client.js';

const SAID = { dnt: '1', 'sec-gpc': '1' };
const HEARD = { dnt: true, gpc: true };

@WebSocketGateway()
class SignalsGateway {
  @SubscribeMessage('signals')
  signals(@Signals() { dnt, gpc }: PrivacySignals): object {
    return { event: 'heard', data: { dnt, gpc } };
  }
}

@Resolver()
class SignalsResolver {
  @Query(() => String)
  signals(@Signals() { dnt, gpc }: PrivacySignals): string {
    return JSON.stringify({ dnt, gpc });
  }
}

const privacy = [CoreModule.forRoot(), DntModule.forRoot({})];

describe.each(TEST_ADAPTERS)('the signals of whoever opened a socket on %s', (adapter) => {
  it.each([
    { library: 'ws', Adapter: WsAdapter, open: openWs },
    { library: 'socket.io', Adapter: IoAdapter, open: openSocketIo },
  ])('are heard with every message of $library', async ({ Adapter, open }) => {
    const server = await startTestApp({
      adapter,
      imports: privacy,
      providers: [SignalsGateway],
      configure: (app) => app.useWebSocketAdapter(new Adapter(app)),
    });
    try {
      const socket = await open(server.url, '', SAID);
      expect(await socket.ask('signals', {})).toEqual({ event: 'heard', data: HEARD });
      expect(await socket.ask('signals', {})).toEqual({ event: 'heard', data: HEARD });
      await socket.close();
    } finally {
      await server.close();
    }
  });
});

describe('the signals of a GraphQL request', () => {
  it('are heard by its resolvers', async () => {
    const graphql = GraphQLModule.forRoot<MercuriusDriverConfig>({
      driver: MercuriusDriver,
      autoSchemaFile: true,
      // Its cache is imported in a way that Jest does not know.
      cache: false,
    });
    const server = await startTestApp({
      adapter: 'fastify',
      imports: [...privacy, graphql],
      providers: [SignalsResolver],
    });
    try {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { ...SAID, 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ signals }' }),
      });
      const { data } = (await response.json()) as { data: { signals: string } };
      expect(JSON.parse(data.signals)).toEqual(HEARD);
    } finally {
      await server.close();
    }
  });
});
