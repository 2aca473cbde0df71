import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DataSource } from 'typeorm';
import { type DisposableDatabase, eventually, testDatabases } from '@nest-privacy/core/testing';
import { Admin } from './admin.js';
import { type AppProcess, FIREFOX, startProcess } from './app-process.js';
import { type PreparedPlatform, platforms } from './platforms.js';
import { redisDatabase } from './redis-database.js';
import { Visitor } from './visitor.js';

const [, postgres] = testDatabases();
/** Visitors at once. */
const CROWD = 20;
const KEY = 'a-secret-for-the-tests-only-0123456789';

const health = async (app: AppProcess): Promise<{ status: number; body: Record<string, unknown> }> => {
  const response = await fetch(`${app.url}/health/ready`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe.each(platforms())('an orderly end ($name)', (platform) => {
  let prepared: PreparedPlatform;
  let folder: string;
  const running: AppProcess[] = [];

  const start = async (): Promise<AppProcess> => {
    const app = await startProcess({ ...prepared.variables, DATA_DIR: folder });
    running.push(app);
    return app;
  };

  beforeAll(async () => {
    prepared = await platform.prepare();
    folder = mkdtempSync(join(tmpdir(), 'sample-api-'));
  });
  afterEach(() => Promise.all(running.splice(0).map((app) => app.stop('SIGKILL'))));
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await prepared.drop();
  });

  it('loses no visit on SIGTERM, and reports success', async () => {
    const first = await start();
    const visitors = Array.from({ length: 40 }, () => new Visitor(first));
    const answers = await Promise.all(visitors.map((visitor, i) => visitor.statusOf(`/page/${i}`)));
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(await first.stop('SIGTERM')).toBe(0);

    const second = await start();
    const admin = new Admin(second);
    const { pageviews } = await eventually(
      () => admin.numbers(),
      (numbers) => numbers.pageviews >= visitors.length,
    );
    expect(pageviews).toBe(visitors.length);
    expect(await health(second)).toMatchObject({
      status: 200,
      body: { status: 'ok', details: { consent: { status: 'up' } } },
    });
    await second.stop();
  });

  it('stores every page view that was answered while visitors keep coming', async () => {
    const first = await start();
    let answered = 0;
    const keepVisiting = async (): Promise<void> => {
      for (;;) {
        const status = await new Visitor(first).statusOf('/in-the-rush').catch(() => undefined);
        if (status === undefined) return;
        if (status === 200) answered += 1;
      }
    };
    const crowd = Array.from({ length: CROWD }, keepVisiting);
    await eventually(
      () => Promise.resolve(answered),
      (count) => count > 100,
    );
    const ended = first.stop('SIGTERM');
    await Promise.all(crowd);
    expect(await ended).toBe(0);

    const second = await start();
    const admin = new Admin(second);
    const stored = await eventually(
      async () => (await admin.pages())['/in-the-rush'] ?? 0,
      (count) => count >= answered,
    );
    // An answer may be on its way to each of them when the server hangs up.
    expect(stored).toBeLessThanOrEqual(answered + CROWD);
    await second.stop();
  });
});

describe('several processes', () => {
  let database: DisposableDatabase;
  beforeEach(async () => (database = await postgres!.create()));
  afterEach(() => database.drop());

  it('start at once on an empty database, and agree on one catalogue', async () => {
    const variables = { DATABASE_URL: database.url, REDIS_URL: await redisDatabase() };
    const apps = await Promise.all(Array.from({ length: 3 }, () => startProcess(variables)));
    const source = await new DataSource(database.options).initialize();
    const migrations = await source.query<{ name: string }[]>('SELECT name FROM migrations');
    expect(new Set(migrations.map(({ name }) => name)).size).toBe(migrations.length);
    const catalogues = await Promise.all(apps.map(async (app) => (await fetch(`${app.url}/tracking-items`)).json()));
    expect(new Set(catalogues.map((catalogue) => JSON.stringify(catalogue))).size).toBe(1);
    await source.destroy();
    await Promise.all(apps.map((app) => app.stop()));
  });

  it('share the work: one serves, another stores', async () => {
    const variables = { DATABASE_URL: database.url, REDIS_URL: await redisDatabase() };
    const api = await startProcess({ ...variables, ROLE: 'api' });
    const visitor = new Visitor(api);
    expect(await visitor.statusOf('/articles')).toBe(200);
    const worker = await startProcess({ ...variables, ROLE: 'worker' });
    const admin = new Admin(api);
    await eventually(
      () => admin.numbers(),
      ({ pageviews }) => pageviews === 1,
    );
    for (const path of ['/', '/consent', '/admin/tokens', '/docs'])
      expect((await fetch(worker.url + path)).status).toBe(404);
    expect((await fetch(`${worker.url}/metrics`)).status).toBe(200);
    expect(await health(worker)).toMatchObject({ status: 200 });
    expect(await Promise.all([api.stop(), worker.stop()])).toEqual([0, 0]);
  });
});

describe('start', () => {
  const refusal = (variables: Record<string, string>): Promise<unknown> =>
    startProcess(variables).then(
      async (app) => (await app.stop(), 'it started'),
      (error: Error) => error.message,
    );

  it('is refused in production without secrets, in one line that names them', async () => {
    const message = await refusal({ NODE_ENV: 'production', ADMIN_TOKEN: '' });
    expect(message).toMatch(/ended with 1:\nENVIRONMENT_INVALID: SECRETS must be set.*ADMIN_TOKEN must be set.*\n$/);
  });

  it('is refused with every fault named', async () => {
    const message = await refusal({ PORT: 'x', HTTP_ADAPTER: 'koa', ROLE: 'worker', CORS_ORIGINS: '*' });
    for (const name of ['PORT', 'HTTP_ADAPTER', 'REDIS_URL', 'CORS_ORIGINS']) expect(message).toContain(name);
  });

  it('generates what is missing in development, for its owner alone, and says where', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sample-api-'));
    const variables = { DATA_DIR: folder, NODE_ENV: 'development', ADMIN_TOKEN: '' };
    const first = await startProcess(variables);
    const token = readFileSync(join(folder, 'admin-token'), 'utf8').trim();
    const secret = readFileSync(join(folder, 'secrets'), 'utf8').trim();
    for (const file of ['admin-token', 'secrets']) {
      expect(first.output()).toContain(join(folder, file));
      expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    }
    for (const shown of [token, secret]) expect(first.output()).not.toContain(shown);
    // Ten, with the four of npm and the one of a build.
    expect(first.output().trim().split('\n').length).toBeLessThanOrEqual(5);
    expect((await new Admin(first, token).ask('GET', '/tokens')).status).toBe(200);
    await first.stop();
    const second = await startProcess(variables);
    expect(second.output()).not.toContain(token);
    expect((await new Admin(second, token).ask('GET', '/tokens')).status).toBe(200);
    await second.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('agrees on generated secrets with processes that start at the same time', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sample-api-'));
    const module = join(__dirname, '..', 'dist', 'config', 'secret-file.js');
    const script = `process.stdout.write(require(${JSON.stringify(module)}).readOrCreateSecret(process.argv[1]).value)`;
    const run = promisify(execFile);
    const starts = Array.from({ length: 8 }, () => run(process.execPath, ['-e', script, join(folder, 'secret')]));
    const values = (await Promise.all(starts)).map(({ stdout }) => stdout);
    expect(new Set(values).size).toBe(1);
    expect(values[0]).toHaveLength(64);
    rmSync(folder, { recursive: true, force: true });
  });
});

describe('the log in development', () => {
  it('has a line a request, as people read it', async () => {
    const app = await startProcess();
    await new Visitor(app, { 'X-Request-Id': 'trace-me-0123' }).visit('/articles');
    const line = await eventually(
      () => Promise.resolve(/^.*\[Request\] (.*)$/m.exec(app.output())?.[1] ?? ''),
      (found) => found !== '',
    );
    await app.stop();
    expect(line).toMatch(/^method=GET route=\/articles status=200 durationMs=[\d.]+ requestId=trace-me-0123$/);
  });
});

describe('the log in production', () => {
  it('is made of JSON lines without anything personal', async () => {
    const app = await startProcess({ NODE_ENV: 'production', SECRETS: KEY });
    const visitor = new Visitor(app, { 'X-Request-Id': 'trace-me-0123', 'X-Forwarded-For': '203.0.113.77' });
    await visitor.visit('/people/jane.doe?email=jane@example.org');
    await visitor.send('POST', '/consent', { decisions: { MARKETING: 'granted' } });
    await visitor.visit('/consent/records/01890a5d-ac96-774b-bcce-b302099a8057');
    await eventually(
      () => Promise.resolve(app.output()),
      (output) => output.includes('/consent/records/:id'),
    );
    await app.stop();
    const lines = app
      .output()
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('listening on '));
    const messages = lines.map((line) => JSON.parse(line) as { context?: string; message: Record<string, unknown> });
    const requests = messages.filter(({ context }) => context === 'Request').map(({ message }) => message);
    expect(requests).toContainEqual({
      method: 'POST',
      route: '/consent',
      status: 201,
      durationMs: expect.any(Number),
      requestId: 'trace-me-0123',
    });
    for (const personal of [
      'jane',
      '01890a5d',
      '203.0.113.77',
      '127.0.0.1',
      FIREFOX,
      visitor.cookie('privacy_subject')!,
    ])
      expect(lines.join('\n')).not.toContain(personal);
  });
});

describe('other origins', () => {
  it('are let in by the list alone', async () => {
    const app = await startProcess({ CORS_ORIGINS: 'https://www.example.com' });
    const preflight = async (origin: string): Promise<string | null> => {
      const headers = { Origin: origin, 'Access-Control-Request-Method': 'POST' };
      const response = await fetch(`${app.url}/consent`, { method: 'OPTIONS', headers });
      expect(response.headers.get('tk')).not.toBeNull();
      return response.headers.get('access-control-allow-origin');
    };
    expect(await preflight('https://www.example.com')).toBe('https://www.example.com');
    expect(await preflight('https://evil.example')).not.toBe('https://evil.example');
    await app.stop();
  });
});
