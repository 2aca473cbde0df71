import { type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { Controller, Get } from '@nestjs/common';
import { CoreModule } from '../core.module.js';

import { startTestApp, TEST_ADAPTERS, type TestApp } from '../testing/index.js';
import { shutdownGraceOf } from './shutdown-grace.js';

@Controller()
class SlowController {
  private static tell: (answer: (text: string) => void) => void = () => undefined;

  /** How to answer whoever asks next. */
  static asked(): Promise<(text: string) => void> {
    return new Promise((resolve) => (SlowController.tell = resolve));
  }

  @Get('never')
  never(): Promise<string> {
    return new Promise((resolve) => SlowController.tell(resolve));
  }

  @Get('now')
  now(): string {
    return 'now';
  }
}

const GET = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;
const UPGRADE = 'GET /now HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n';

/** Each with the text by which its client knows that the server is where it should be. */
const CLIENTS = [
  { name: 'says nothing', sends: '', until: '' },
  { name: 'says half a header', sends: 'GET / HTTP/1.1\r\nHo', until: '' },
  { name: 'waits for a handler that never answers', sends: GET('/never'), until: '' },
  { name: 'has upgraded its connection', sends: UPGRADE, until: '101' },
  { name: 'keeps its connection', sends: GET('/now'), until: '200' },
];

describe.each(TEST_ADAPTERS)('the end of connections under %s', (adapter) => {
  let server: TestApp;

  const start = async (shutdownGrace: number | 'off'): Promise<void> => {
    server = await startTestApp({
      adapter,
      imports: [CoreModule.forRoot({ shutdownGrace })],
      controllers: [SlowController],
      configure: (app) => {
        app.useLogger(false);
        (app.getHttpServer() as Server).on('upgrade', (_request, socket: Socket) => {
          socket.on('error', () => undefined);
          socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n');
        });
      },
    });
  };

  /** Resolves once the server is where it should be. */
  const open = (sends: string, until: string): Promise<{ socket: Socket; text(): string; closed: Promise<void> }> =>
    new Promise((resolve) => {
      let text = '';
      const socket = connect({ port: Number(new URL(server.url).port), host: '127.0.0.1', allowHalfOpen: true });
      const closed = new Promise<void>((gone) => void socket.once('close', () => gone()));
      const look = (): void => (text.includes(until) ? resolve({ socket, text: () => text, closed }) : undefined);
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        text += chunk.toString();
        look();
      });
      socket.on('connect', () => {
        socket.write(sends);
        look();
      });
    });

  it.each(CLIENTS)('comes for a client that $name', async ({ sends, until }) => {
    await start(100);
    const { socket } = await open(sends, until);
    await server.close();
    socket.destroy();
  });

  it('waits for an answer that comes in time', async () => {
    await start(60_000);
    const asked = SlowController.asked();
    const { socket, text, closed } = await open(GET('/never'), '');
    const answer = await asked;
    const ended = server.close();
    answer('at last');
    socket.end();
    await Promise.all([ended, closed]);
    expect(text()).toContain('at last');
  });
});

describe('the option shutdownGrace', () => {
  it.each([-1, 1.5, Number.NaN, 600_001, 'never' as 'off'])('refuses %j', (grace) => {
    expect(() => shutdownGraceOf(grace)).toThrow('SHUTDOWN_GRACE_INVALID');
  });

  it('is five seconds by default', () => expect([shutdownGraceOf(), shutdownGraceOf('off')]).toEqual([5_000, 'off']));
});
