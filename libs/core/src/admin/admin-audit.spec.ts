import { Controller, Delete, Get, Global, HttpCode, Module, NotFoundException, Post } from '@nestjs/common';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { io } from 'socket.io-client';
import { CoreModule } from '../core.module.js';
import { AdminAccess } from '../ports/admin-access.js';
import { type AuditedAction, type AuditedOutcome, AuditLog } from '../ports/audit-log.js';
import { CurrentRequest } from '../request/current-request.decorator.js';
import { RequestView } from '../request/request-view.js';
import { startTestApp, TEST_ADAPTERS, type TestApp, waitUntil } from '../testing/index.js';
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

/** Keeps what it is told in memory, or fails. */
class MemoryAuditLog implements AuditLog {
  reasons: AuditLog['reasons'] = 'optional';
  broken = false;
  readonly actions: AuditedAction[] = [];
  readonly outcomes: AuditedOutcome[] = [];

  record(action: AuditedAction): Promise<string> {
    if (this.broken) return Promise.reject(new Error('the disk is full'));
    return Promise.resolve(String(this.actions.push(action)));
  }

  conclude(outcome: AuditedOutcome): Promise<void> {
    this.outcomes.push(outcome);
    return Promise.resolve();
  }
}

describe.each(TEST_ADAPTERS)('the audit of admin routes under %s', (adapter) => {
  let log: MemoryAuditLog;
  let server: TestApp;

  beforeEach(async () => {
    done = 0;
    log = new MemoryAuditLog();
    const access: AdminAccess = {
      administratorOf: (view) =>
        view.header('authorization') === 'Bearer good'
          ? { id: 'ada', scopes: new Set<AdminScope>(['people:read']) }
          : null,
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
      imports: [CoreModule.forRoot(), HostModule],
      controllers: [PeopleController],
      providers,
    });
  });
  afterEach(() => server.close());

  const ask = async (method: string, path: string, headers: Record<string, string> = {}): Promise<Response> => {
    const response = await fetch(server.url + path, { method, headers: { Authorization: 'Bearer good', ...headers } });
    return response;
  };
  const codeOf = async (response: Response): Promise<unknown> => ((await response.json()) as { code?: string }).code;
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

  it('refuses a reason that it could not keep', async () => {
    for (const reason of ['x'.repeat(501), 'a%00b']) {
      const refused = await ask('GET', '/people/anna', { 'Audit-Reason': reason });
      expect([refused.status, await codeOf(refused), done]).toEqual([400, 'AUDIT_REASON_INVALID', 0]);
    }
  });

  it('bounds what it keeps of an address', async () => {
    const query = Array.from({ length: 100 }, (_each, i) => `q${i}=${'x'.repeat(50)}`).join('&');
    await ask('GET', `/people/anna?${query}&long=${'y'.repeat(2000)}`);
    const { target } = log.actions[0]!;
    expect(Object.keys(target)).toHaveLength(20);
    expect(target).toMatchObject({ id: 'anna', long: 'y'.repeat(200) });
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
