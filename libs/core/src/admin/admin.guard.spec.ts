import { Controller, Get, Global, Module } from '@nestjs/common';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { io } from 'socket.io-client';
import { AdminAccess, type Administrator } from '../ports/admin-access.js';
import { startTestApp, TEST_ADAPTERS } from '../testing/index.js';
import { type AdminScope } from './admin-scope.js';
import { CurrentAdministrator } from './current-administrator.decorator.js';
import { RequireScope } from './require-scope.decorator.js';

declare module '../index.js' {
  interface AdminScopes {
    'things:read': true;
    'things:write': true;
  }
}

@Controller('admin')
@RequireScope('things:read')
class AdminController {
  @Get('read')
  read(): string {
    return 'read';
  }

  @Get('who')
  who(@CurrentAdministrator() { id }: Administrator): string {
    return id;
  }

  @Get('write')
  @RequireScope('things:write')
  write(): string {
    return 'write';
  }
}

@WebSocketGateway()
class AdminGateway {
  @SubscribeMessage('read')
  @RequireScope('things:read')
  read(): string {
    return 'read';
  }

  @SubscribeMessage('who')
  @RequireScope('things:read')
  who(@CurrentAdministrator() { id }: Administrator): string {
    return id;
  }
}

let lookUps = 0;
let revoked = false;

const access: AdminAccess = {
  administratorOf: (request) => {
    lookUps += 1;
    return !revoked && request.header('authorization') === 'Bearer good'
      ? { id: 'ada', scopes: new Set<AdminScope>(['things:read']) }
      : null;
  },
};

@Global()
@Module({ providers: [{ provide: AdminAccess, useValue: access }], exports: [AdminAccess] })
class AccessModule {}

describe.each(TEST_ADAPTERS)('AdminGuard under %s', (adapter) => {
  const statusOf = async (url: string, token?: string) =>
    (await fetch(url, token ? { headers: { Authorization: `Bearer ${token}` } } : {})).status;

  it('answers 401 without identity and 403 with too small a scope; a method replaces the scope of its class', async () => {
    const { url, close } = await startTestApp({ adapter, imports: [AccessModule], controllers: [AdminController] });
    expect(await statusOf(`${url}/admin/read`)).toBe(401);
    expect(await statusOf(`${url}/admin/read`, 'bad')).toBe(401);
    expect(await statusOf(`${url}/admin/read`, 'good')).toBe(200);
    expect(await statusOf(`${url}/admin/write`, 'good')).toBe(403);
    await close();
  });

  it('keeps every answer from caches', async () => {
    const { url, close } = await startTestApp({ adapter, imports: [AccessModule], controllers: [AdminController] });
    const cachingOf = async (token: string): Promise<string | null> =>
      (await fetch(`${url}/admin/read`, { headers: { Authorization: `Bearer ${token}` } })).headers.get(
        'cache-control',
      );
    expect([await cachingOf('good'), await cachingOf('bad')]).toEqual(['no-store', 'no-store']);
    await close();
  });

  it('asks once who it is, though class and method both guard', async () => {
    const { url, close } = await startTestApp({ adapter, imports: [AccessModule], controllers: [AdminController] });
    lookUps = 0;
    expect(await statusOf(`${url}/admin/write`, 'good')).toBe(403);
    expect(lookUps).toBe(1);
    await close();
  });

  it('tells handlers who it is, whom it looked up once', async () => {
    const { url, close } = await startTestApp({ adapter, imports: [AccessModule], controllers: [AdminController] });
    lookUps = 0;
    const response = await fetch(`${url}/admin/who`, { headers: { Authorization: 'Bearer good' } });
    expect([await response.text(), lookUps]).toEqual(['ada', 1]);
    await close();
  });

  it('asks again with every message of a socket, so that a revoked token closes it', async () => {
    const { url, close } = await startTestApp({ adapter, imports: [AccessModule], providers: [AdminGateway] });
    const socket = io(url, { transports: ['websocket'], extraHeaders: { authorization: 'Bearer good' } });
    try {
      expect(await socket.emitWithAck('read')).toBe('read');
      expect(await socket.emitWithAck('who')).toBe('ada');
      revoked = true;
      const refused = new Promise((resolve) => socket.once('exception', resolve));
      expect(await Promise.race([socket.emitWithAck('read'), refused])).toMatchObject({ status: 'error' });
    } finally {
      revoked = false;
      socket.disconnect();
      await close();
    }
  });

  it('refuses everybody while nobody decides who is an administrator', async () => {
    const { url, close } = await startTestApp({ adapter, controllers: [AdminController] });
    expect(await statusOf(`${url}/admin/read`, 'good')).toBe(401);
    await close();
  });
});
