import { request, type Server } from 'node:http';
import { Controller, Delete, Get, Global, HttpCode, Module, NotFoundException, Post } from '@nestjs/common';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { io } from 'socket.io-client';
import { CoreModule } from '../core.module.js';
import { AdminAccess } from '../ports/admin-access.js';
import { type AuditedAction, AuditLog } from '../ports/audit-log.js';
import { CurrentRequest } from '../request/current-request.decorator.js';
import { RequestView } from '../request/request-view.js';
import { MemoryAuditLog, startTestApp, TEST_ADAPTERS, type TestApp, waitUntil } from '../testing/index.js';
import { type AdminScope } from './admin-scope.js';
import { noteAuditResult } from './audit-result.js';
import { OpensPersonalData } from './opens-personal-data.decorator.js';
import { RequireScope } from './require-scope.decorator.js';

declare module '../index.js' {
  interface AdminScopes {
    'people:read': true;
    'people:write': true;
  }
}

let done = 0;

@Controller('people')
@RequireScope('people:read')
class PeopleController {
  @Get()
  list(): string {
    return 'all';
  }

  @Get(':id')
  @OpensPersonalData()
  @RequireScope('people:read')
  open(): string {
    done += 1;
    return 'one';
  }

  @Post()
  @HttpCode(201)
  make(@CurrentRequest() view: RequestView): string {
    noteAuditResult(view, { person: '7' });
    throw new NotFoundException();
  }

  @Delete(':id')
  @RequireScope('people:write')
  remove(): void {}
}

@WebSocketGateway()
class PeopleGateway {
  @SubscribeMessage('list')
  @RequireScope('people:read')
  list(): string {
    return 'all';
  }
}

/** Fails where it is broken, and lets whoever asks leave before it is done. */
class TestedLog extends MemoryAuditLog {
  broken = false;
  pause: (() => Promise<void>) | undefined;

  override async record(action: AuditedAction): Promise<string> {
    if (this.broken) throw new Error('the disk is full');
    const id = await super.record(action);
    await this.pause?.();
    return id;
  }
}

const ADMINISTRATORS: Readonly<Record<string, string>> = { good: 'ada', long: 'a'.repeat(129) };

describe.each(TEST_ADAPTERS)('the audit of admin routes under %s', (adapter) => {
  const log = new TestedLog();
  let server: TestApp;

  beforeAll(async () => {
    const access: AdminAccess = {
      administratorOf: (view) => {
        const id = ADMINISTRATORS[view.cookie('session') ?? view.header('authorization')?.replace('Bearer ', '') ?? ''];
        return id === undefined ? null : { id, scopes: new Set<AdminScope>(['people:read']) };
      },
    };
    @Global()
    @Module({
      providers: [
        { provide: AdminAccess, useValue: access },
        { provide: AuditLog, useValue: log },
      ],
    })
    class HostModule {}
    const providers = [PeopleGateway];
    server = await startTestApp({
      adapter,
      imports: [CoreModule.forRoot({ adminOrigins: ['https://admin.example.com'] }), HostModule],
      controllers: [PeopleController],
      providers,
    });
  });
  afterAll(() => server.close());

  beforeEach(() => {
    done = 0;
    log.actions.length = 0;
    log.outcomes.length = 0;
    Object.assign(log, { broken: false, reasons: 'optional', pause: undefined });
  });

  const ask = async (method: string, path: string, headers: Record<string, string> = {}): Promise<Response> => {
    const response = await fetch(server.url + path, { method, headers: { Authorization: 'Bearer good', ...headers } });
    return response;
  };
  const codeOf = async (response: Response): Promise<unknown> => ((await response.json()) as { code?: string }).code;
  const connections = (): Promise<number> =>
    new Promise((resolve) => (server.app.getHttpServer() as Server).getConnections((_, count) => resolve(count)));
  const concluded = (): Promise<void> =>
    waitUntil('all is concluded', () => log.outcomes.length === log.actions.length);

  it('names who did what to whom and why, once for each action, and then how it ended', async () => {
    await ask('GET', '/people/anna?full=1', { 'Audit-Reason': ' ticket%204711: she asked ' });
    await concluded();
    expect(log.actions).toEqual([
      {
        administrator: 'ada',
        action: 'GET /people/:id',
        target: { full: '1', id: 'anna' },
        personal: true,
        reason: 'ticket 4711: she asked',
        at: expect.any(Number) as number,
      },
    ]);
    expect(log.outcomes).toEqual([{ entryId: '1', status: 200, result: {}, at: expect.any(Number) as number }]);
  });

  it('tells what came of an action that its address does not tell', async () => {
    await ask('POST', '/people');
    await concluded();
    expect(log.outcomes).toMatchObject([{ status: 404, result: { person: '7' } }]);
  });

  it('writes down what a token does not cover, and nothing of strangers', async () => {
    expect((await ask('DELETE', '/people/anna')).status).toBe(403);
    expect((await ask('GET', '/people', { Authorization: 'Bearer bad' })).status).toBe(401);
    await concluded();
    expect(log.actions.map(({ action }) => action)).toEqual(['DELETE /people/:id']);
    expect(log.outcomes).toMatchObject([{ status: 403 }]);
  });

  it('has nothing done that cannot be written down', async () => {
    log.broken = true;
    const response = await ask('GET', '/people/anna');
    expect([response.status, done]).toEqual([503, 0]);
    expect(await codeOf(response)).toBe('AUDIT_LOG_UNAVAILABLE');
  });

  it('asks why where data of a person is opened and the log demands it, and there alone', async () => {
    log.reasons = 'required';
    const refused = await ask('GET', '/people/anna');
    expect([refused.status, await codeOf(refused), done]).toEqual([400, 'AUDIT_REASON_REQUIRED', 0]);
    expect((await ask('GET', '/people')).status).toBe(200);
    expect((await ask('GET', '/people/anna', { 'Audit-Reason': 'ticket 1' })).status).toBe(200);
  });

  it('refuses a reason that it could not keep, and writes the attempt down', async () => {
    for (const reason of ['x'.repeat(501), 'a%00b']) {
      const refused = await ask('GET', '/people/anna', { 'Audit-Reason': reason });
      expect([refused.status, await codeOf(refused), done]).toEqual([400, 'AUDIT_REASON_INVALID', 0]);
    }
    await concluded();
    expect(log.actions).toMatchObject([{ reason: null }, { reason: null }]);
    expect(log.outcomes).toMatchObject([{ status: 400 }, { status: 400 }]);
    expect((await ask('DELETE', '/people/anna', { 'Audit-Reason': 'a%00b' })).status).toBe(403);
  });

  it('has nothing done for whoever left before it was written down, and says so', async () => {
    let [isPaused, release] = [false, (): void => {}];
    log.pause = () => {
      isPaused = true;
      return new Promise((resolve) => (release = resolve));
    };
    const headers = { Authorization: 'Bearer good' };
    const asking = request(`${server.url}/people/anna`, { headers, agent: false });
    asking.once('error', () => undefined).end();
    await waitUntil('it is being written down', () => isPaused);
    const sockets = await connections();
    asking.destroy();
    await waitUntil('the server knows', async () => (await connections()) < sockets);
    release();
    await concluded();
    expect([log.outcomes, done]).toMatchObject([[{ status: null }], 0]);
  });

  it('lets no page of another site act by an administrator’s cookie', async () => {
    const post = async (headers: Record<string, string>): Promise<unknown[]> => {
      const response = await fetch(`${server.url}/people`, { method: 'POST', headers });
      return [response.status, await codeOf(response)];
    };
    const [Cookie, foreign] = ['session=good', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }];
    const refused = [403, 'CROSS_SITE_REFUSED'];
    expect(await post({ Cookie, ...foreign })).toEqual(refused);
    expect(await post({ Cookie, Origin: 'null' })).toEqual(refused);
    expect(await post({ Cookie, Authorization: 'Basic Z29vZDo=', ...foreign })).toEqual(refused);
    for (const own of [
      { 'Sec-Fetch-Site': 'same-origin' },
      { Origin: server.url },
      { 'Sec-Fetch-Site': 'same-site', Origin: 'https://admin.example.com' },
      {},
    ])
      expect((await post({ Cookie, ...own }))[0]).toBe(404);
    expect((await post({ Authorization: 'Bearer good', ...foreign }))[0]).toBe(404);
    await concluded();
    expect(log.outcomes[0]).toMatchObject({ status: 403 });
  });

  it('takes no administrator whom it could not name', async () => {
    const response = await ask('GET', '/people', { Authorization: 'Bearer long' });
    expect([response.status, await codeOf(response), log.actions]).toEqual([500, 'ADMINISTRATOR_INVALID', []]);
  });

  it('bounds what it keeps of an address, and says what it left out', async () => {
    const query = Array.from({ length: 25 }, (_each, i) => `q${i}=${'x'.repeat(250)}`).join('&');
    await ask('GET', `/people?${query}`);
    const { target } = log.actions[0]!;
    expect(Object.keys(target)).toHaveLength(21);
    expect(target).toMatchObject({ q0: 'x'.repeat(200), q19: 'x'.repeat(200), '…': '5 more' });
  });

  it('keeps whole what names a person, and text that stays text', async () => {
    await ask('GET', `/people/anna?id=elsewhere&who=${'a'.repeat(300)}`);
    await ask('GET', `/people?name=${encodeURIComponent(`${'a'.repeat(199)}👩`)}`);
    await ask('GET', '/people?name=a%00b');
    expect(log.actions.map(({ target }) => target)).toEqual([
      { id: 'anna', who: 'a'.repeat(300) },
      { name: `${'a'.repeat(199)}\uFFFD` },
      { name: 'a\uFFFDb' },
    ]);
  });

  it('covers the messages of a socket', async () => {
    const socket = io(server.url, { transports: ['websocket'], extraHeaders: { authorization: 'Bearer good' } });
    try {
      expect(await socket.emitWithAck('list')).toBe('all');
      expect(log.actions).toMatchObject([{ action: 'PeopleGateway.list', target: {} }]);
    } finally {
      socket.disconnect();
    }
  });
});
