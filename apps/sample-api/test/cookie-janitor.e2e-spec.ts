import { eventually } from '@nest-privacy/core/testing';
import { Admin } from './admin.js';
import { type AppProcess, startProcess } from './app-process.js';
import { type PreparedPlatform, platforms } from './platforms.js';
import { Visitor } from './visitor.js';

describe.each(platforms())('cookies that lost their ground ($name)', (platform) => {
  let prepared: PreparedPlatform;
  let app: AppProcess;
  let admin: Admin;

  beforeAll(async () => {
    prepared = await platform.prepare();
    app = await startProcess(prepared.variables);
    admin = new Admin(app);
    const { status } = await admin.ask('POST', '/tracking-items', {
      category: 'MARKETING',
      cookies: [{ name: 'ad_id', httpOnly: true }],
      translations: { en: { name: 'Advertisements' } },
    });
    expect(status).toBe(201);
  });
  afterAll(async () => {
    await app.stop();
    await prepared.drop();
  });

  const takenBy = (response: Response): string[] =>
    response.headers
      .getSetCookie()
      .filter((line) => line.startsWith('ad_id='))
      .map((line) => (/^ad_id=; Max-Age=0; Path=\/; HttpOnly/.test(line) ? 'expired' : line));

  it('are expired by the very answer to a withdrawal, and by each that follows', async () => {
    const visitor = new Visitor(app);
    expect((await visitor.send('POST', '/consent', { decisions: { MARKETING: 'granted' } })).status).toBe(201);
    visitor.setCookie('ad_id', 'of-before');
    const allowed = await visitor.visit('/offers');
    expect([allowed.status, takenBy(allowed)]).toEqual([200, []]);

    const withdrawn = await visitor.send('DELETE', '/consent');
    expect([withdrawn.status, takenBy(withdrawn)]).toEqual([200, ['expired']]);
    expect(withdrawn.headers.get('cache-control')).toBe('private, no-store');
    expect(withdrawn.headers.getSetCookie().map((line) => line.split('=')[0])).toEqual(
      expect.arrayContaining(['privacy_subject', 'privacy_consent', 'ad_id']),
    );
    for (const [path, status] of [
      ['/', 200],
      ['/offers', 403],
      ['/nothing/at/all.png', 404],
    ] as const) {
      visitor.setCookie('ad_id', 'kept-by-a-browser');
      const next = await visitor.visit(path);
      expect([next.status, takenBy(next)]).toEqual([status, ['expired']]);
      await next.text();
    }
    expect((await visitor.consent()).state).toBe('withdrawn');
  });

  it('are expired by the page that a form without JavaScript leads back to, and by its answer', async () => {
    const visitor = new Visitor(app);
    await visitor.submit('/consent', { redirect: '/', decision: 'accept-all' });
    visitor.setCookie('ad_id', 'x');
    expect(takenBy(await visitor.submit('/consent', { redirect: '/', decision: 'withdraw' }))).toEqual(['expired']);
  });

  it('stay with Global Privacy Control only where they were granted in knowledge of it', async () => {
    const visitor = new Visitor(app, { 'Sec-GPC': '1' });
    await visitor.submit('/consent', { decision: 'accept-all', redirect: '/' });
    visitor.setCookie('ad_id', 'x');
    expect(takenBy(await visitor.visit('/'))).toEqual(['expired']);
    await visitor.submit('/consent', { decision: 'accept-all', redirect: '/', acknowledgedSignals: 'gpc' });
    visitor.setCookie('ad_id', 'x');
    expect(takenBy(await visitor.visit('/'))).toEqual([]);
  });

  it('are listed where nobody declared them, and leave the list when somebody does', async () => {
    const visitor = new Visitor(app);
    visitor.setCookie('left_over', 'a-value-that-nobody-keeps');
    const { body } = await eventually(
      async () => {
        await (await visitor.visit('/')).text();
        return admin.ask('GET', '/tracking-items/undeclared?site=default');
      },
      ({ body }) => (body as { items: { name: string }[] }).items.some(({ name }) => name === 'left_over'),
    );
    const items = (body as { items: { name: string; declaration: object }[] }).items;
    expect(JSON.stringify(body)).not.toContain('a-value-that-nobody-keeps');
    const { declaration } = items.find(({ name }) => name === 'left_over')!;
    const declared = await admin.ask('POST', '/tracking-items', { category: 'MARKETING', ...declaration });
    expect(declared.status).toBe(201);
    const { body: after } = await admin.ask('GET', '/tracking-items/undeclared');
    expect((after as { items: { name: string }[] }).items.map(({ name }) => name)).not.toContain('left_over');
    expect((await visitor.visit('/')).headers.getSetCookie().join()).toContain('left_over=; Max-Age=0');
  });
});
