import { eventually } from '@nest-privacy/core/testing';
import { Admin } from './admin.js';
import { type AppProcess, startProcess } from './app-process.js';
import { type PreparedPlatform, platforms } from './platforms.js';
import { Visitor } from './visitor.js';

describe.each(platforms())("a visitor's way through the site ($name)", (platform) => {
  let prepared: PreparedPlatform;
  let app: AppProcess;

  beforeAll(async () => {
    prepared = await platform.prepare();
    app = await startProcess(prepared.variables);
  });
  afterAll(async () => {
    await app.stop();
    await prepared.drop();
  });

  it('refuses, grants and withdraws, each from the very next request', async () => {
    const visitor = new Visitor(app);
    expect(await visitor.statusOf('/offers')).toBe(403);
    expect(visitor.cookie('privacy_consent')).toBeUndefined();

    const rejected = await visitor.send('POST', '/consent', {
      decisions: { STATISTICS: 'denied', MARKETING: 'denied' },
    });
    expect(rejected.status).toBe(201);
    expect((await visitor.consent()).decisions).toEqual({ STATISTICS: 'denied', MARKETING: 'denied' });
    expect(await visitor.statusOf('/offers')).toBe(403);

    await visitor.send('POST', '/consent', { decisions: { MARKETING: 'granted' } });
    expect(await visitor.statusOf('/offers')).toBe(200);
    expect((await visitor.consent()).decisions).toEqual({ STATISTICS: 'denied', MARKETING: 'granted' });

    const withdrawal = await visitor.send('DELETE', '/consent', undefined, { 'Content-Type': 'application/json' });
    expect(withdrawal.status).toBe(200);
    expect(await visitor.statusOf('/offers')).toBe(403);
    expect((await visitor.consent()).state).toBe('withdrawn');
  });

  it('gives and withdraws consent by a plain form, which leads back to the page', async () => {
    const visitor = new Visitor(app);
    const refused = await visitor.visit('/offers');
    const page = await refused.text();
    expect(refused.status).toBe(403);
    expect(refused.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(refused.headers.get('vary')).toContain('Accept');
    expect(page).toContain('This page needs your consent');
    expect(page).toContain('<strong>Marketing</strong>');
    const [, action, form] = /<form class="np-actions" method="post" action="([^"]+)">(.*?)<\/form>/s.exec(page)!;
    const [, redirect] = /name="redirect" value="([^"]+)"/.exec(form!)!;
    expect(form).toContain('<button class="np-button" name="decision" value="accept-all">');
    expect(page).not.toContain('value="withdraw"');

    const accepted = await visitor.submit(action!, { redirect: redirect!, decision: 'accept-all' });
    expect(accepted.status).toBe(303);
    expect(accepted.headers.get('location')).toBe('/offers?decided#saved');
    const opened = await visitor.visit('/offers');
    expect(opened.status).toBe(200);
    expect(await opened.text()).toContain('value="withdraw"');

    await visitor.submit(action!, { redirect: redirect!, decision: 'withdraw' });
    expect(await visitor.statusOf('/offers')).toBe(403);
  });

  it('asks again on a page who sent a form that says two things', async () => {
    const visitor = new Visitor(app);
    const response = await visitor.submit('/consent', {
      decision: 'reject-all',
      STATISTICS: 'granted',
      redirect: '/offers',
    });
    const page = await response.text();
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8']);
    expect(page).toContain('<h1>Your form said two things</h1>');
    expect(page).toContain('400 DECISION_CONTRADICTORY');
    expect(page).toContain('name="redirect" value="/offers?decided#saved"');
    expect((await visitor.consent()).state).toBe('unset');
  });

  it('tells programs by a problem document what is missing', async () => {
    const response = await fetch(`${app.url}/offers`);
    expect(response.status).toBe(403);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toMatchObject({ code: 'CONSENT_REQUIRED', categories: ['MARKETING'] });
  });

  it('grants nothing to a tampered cookie', async () => {
    const visitor = new Visitor(app);
    await visitor.send('POST', '/consent', { decisions: { MARKETING: 'denied' } });
    const cookie = visitor.cookie('privacy_consent')!;
    visitor.setCookie('privacy_consent', cookie.replace('MARKETING:d', 'MARKETING:g'));
    expect(visitor.cookie('privacy_consent')).not.toBe(cookie);
    expect(await visitor.statusOf('/offers')).toBe(403);
  });

  it('hears Global Privacy Control, until the visitor knows of the conflict', async () => {
    const visitor = new Visitor(app, { 'Sec-GPC': '1' });
    const home = await (await visitor.visit('/')).text();
    expect(home).toContain('Global Privacy Control');
    await visitor.submit('/consent', { decision: 'accept-all', redirect: '/' });
    expect(await visitor.statusOf('/offers')).toBe(403);
    await visitor.submit('/consent', { decision: 'accept-all', redirect: '/', acknowledgedSignals: 'gpc' });
    expect(await visitor.statusOf('/offers')).toBe(200);
  });

  it('knows who granted statistics by a cookie, also against Do Not Track, and says so', async () => {
    const visitor = new Visitor(app, { DNT: '1' });
    await visitor.visit('/');
    expect(visitor.cookie('privacy_visitor')).toBeUndefined();
    await visitor.send('POST', '/consent', { decisions: { STATISTICS: 'granted' } });
    expect((await visitor.visit('/')).headers.get('tk')).toBe('C');
    const given = visitor.cookie('privacy_visitor');
    expect(given).toMatch(/./);
    await visitor.visit('/', { 'Sec-GPC': '1' });
    await visitor.visit('/');
    expect(visitor.cookie('privacy_visitor')).toBe(given);
  });

  it('counts page views of people, on any path, and what pages report', async () => {
    const admin = new Admin(app);
    await fetch(`${app.url}/counted/robot`, {
      headers: { Accept: 'text/html', 'User-Agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' },
    });
    const visitor = new Visitor(app);
    expect(await visitor.statusOf('/offers?counted')).toBe(403);
    for (const path of ['/counted', '/counted/articles', '/counted/of/2015.html?query=1'])
      expect(await visitor.statusOf(path)).toBe(200);
    const reported = await visitor.send('POST', '/analytics/events', {
      events: [{ name: 'signup', url: `${app.url}/articles` }, { name: '' }],
    });
    expect(reported.status).toBe(202);
    expect(await reported.json()).toMatchObject({ accepted: 1, rejected: [{ index: 1, code: 'NAME_INVALID' }] });
    // By paths that no other visitor of this process has seen: theirs may still be on their way into the store.
    const counted = async (): Promise<[string, number][]> =>
      Object.entries(await admin.pages()).filter(([path]) => path.includes('counted'));
    await eventually(counted, (pages) => pages.length >= 3);
    await eventually(
      () => admin.numbers(),
      ({ events }) => events > 0,
    );
    expect((await counted()).sort()).toEqual([
      ['/counted', 1],
      ['/counted/articles', 1],
      ['/counted/of/2015.html', 1],
    ]);
    expect((await admin.numbers()).events).toBe(1);
  });

  it('answers the signals on every response', async () => {
    const opted = new Visitor(app, { DNT: '1' });
    for (const path of ['/', '/offers', '/admin/nothing', '/tracking-items']) {
      const response = await opted.visit(path);
      expect(response.headers.get('tk')).toBe('N');
      expect(response.headers.get('vary')).toContain('DNT');
    }
    const status = await fetch(`${app.url}/.well-known/dnt/`);
    expect(status.headers.get('content-type')).toBe('application/tracking-status+json');
    expect(await (await fetch(`${app.url}/.well-known/gpc.json`)).json()).toMatchObject({ gpc: true });
  });
});
