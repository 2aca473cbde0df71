import { exchange } from '../../../test/security/raw-exchange.js';
import { type AppProcess, startProcess } from './app-process.js';
import { fieldsOf, wordsOf } from './page-text.js';
import { Visitor } from './visitor.js';

describe.each(['fastify', 'express'])('the site on %s', (HTTP_ADAPTER) => {
  let app: AppProcess;
  beforeAll(async () => (app = await startProcess({ HTTP_ADAPTER })));
  afterAll(() => app.stop());

  const GERMAN = { 'Accept-Language': 'de-DE,de;q=0.9,en;q=0.5' };

  it('takes a choice for each purpose, comes back to the same place, and says there what stands', async () => {
    const visitor = new Visitor(app);
    const page = await (await visitor.visit('/articles')).text();
    expect(page).not.toContain('role="status"');
    expect(page).not.toContain('value="withdraw"');
    const choices = { ...fieldsOf(page), STATISTICS: 'granted', MARKETING: 'denied' };
    const answer = await visitor.submit('/consent', choices);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/articles?decided#saved']);
    expect((await visitor.consent()).decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'denied' });
    const after = await (await visitor.visit('/articles?decided')).text();
    expect(after).toMatch(
      /<p role="status"[^>]* id="saved"[^>]*>\s*Saved\. On from now: Essentials, Statistics\.\s*<\/p>/,
    );
    expect(after).toContain('value="withdraw"');
    expect((await visitor.submit('/consent', { ...fieldsOf(after), decision: 'reject-all' })).status).toBe(303);
    expect(await (await visitor.visit('/articles')).text()).not.toContain('value="withdraw"');
  });

  it.each([
    ['/', 200],
    ['/articles', 200],
    ['/visit', 200],
    ['/privacy', 200],
    ['/a/shelf', 200],
    ['/offers', 403],
    ['/nothing.png', 404],
    ['/%c3', 404],
  ])('speaks German to whoever likes it best, and English to others: %s', async (path, status) => {
    const german = await new Visitor(app, GERMAN).visit(path);
    // A path that is no UTF-8 is refused before there is a page.
    if (path === '/%c3' && german.status === 400) return;
    expect([german.status, german.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(german.headers.get('vary')).toContain('Accept-Language');
    const page = await german.text();
    expect(page).toContain('<html lang="de" dir="ltr">');
    expect(wordsOf(page)).toContain('Ihre Entscheidungen zum Datenschutz');
    const english = await (await new Visitor(app, { 'Accept-Language': 'fr' }).visit(path)).text();
    expect(english).toContain('<html lang="en" dir="ltr">');
    expect(wordsOf(english)).toContain('Your privacy choices');
  });

  it('leads back to the very page that the form stood on, its query included', async () => {
    const visitor = new Visitor(app);
    const page = await (await visitor.visit('/articles?topic=a%20b&decided&page=2')).text();
    const back = '/articles?topic=a%20b&page=2&decided#saved';
    expect(fieldsOf(page)).toMatchObject({ redirect: back.replaceAll('&', '&amp;') });
    const fields = { ...fieldsOf(page), redirect: back, decision: 'accept-all' };
    expect((await visitor.submit('/consent', fields)).headers.get('location')).toBe(back);
    const refused = await (await visitor.submit('/consent', { ...fields, catalogueVersion: '99' })).text();
    expect(refused).toContain('id="np-preferences"');
    expect(fieldsOf(refused, /<form class="np-form"/)).toMatchObject({ redirect: back.replaceAll('&', '&amp;') });
  });

  describe('leads nowhere else', () => {
    const LONG = `campaign=${'x'.repeat(2_100)}`;
    /** What a browser would take for an address of another host, in links and in the fields of forms. */
    const outside = (page: string): string[] =>
      [...page.matchAll(/ (?:href|action|formaction|value)="([^"]*)"/g)]
        .map(([, target]) => target!.replaceAll(/[\t\r\n]/g, ''))
        .filter((target) => /^[/\\]{2}/.test(target));

    it.each(['//evil.example/', '//evil.example/?a=1', '///evil.example', '/%5Cevil.example/', '/\\evil.example/'])(
      'of a page at %s',
      async (path) => {
        const { text } = await exchange(
          app.url,
          `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n`,
        );
        expect(text).toMatch(/<a\s+href="\/[^"]*\?(?:a=1&amp;)?language=de"/);
        expect(outside(text)).toEqual([]);
      },
    );

    it.each(['/\t/evil.example', '//evil.example', '/\\evil.example', '/\n/evil.example'])(
      'of the page behind a form that is refused: %j',
      async (redirect) => {
        const headers = { Accept: 'text/html', Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
        const body = new URLSearchParams({ decision: 'accept-all', redirect });
        const answer = await fetch(`${app.url}/consent`, { method: 'POST', headers, body });
        const page = await answer.text();
        expect([answer.status, outside(page)]).toEqual([403, []]);
        expect(page).toMatch(/<a\s+href="\/[^"/]*\?language=de"/);
      },
    );

    it.each([
      ['/articles', `/articles?${LONG}`],
      ['/offers', '/offers'],
      ['/offers', `/offers?${LONG}`],
    ])('and takes every form of %s, however long its address: %.20s', async (_, address) => {
      for (const referrer of ['//elsewhere/', `/articles?${LONG}`]) {
        const page = await (await new Visitor(app).visit(address, { Referer: app.url + referrer })).text();
        const fields = [...page.matchAll(/name="redirect" value="([^"]*)"/g)].map(([, value]) => value!);
        expect(fields.length).toBeGreaterThan(1);
        for (const redirect of new Set(fields)) {
          const answer = await new Visitor(app).submit('/consent', { decision: 'reject-all', redirect });
          expect([redirect.slice(0, 40), answer.status]).toEqual([redirect.slice(0, 40), 303]);
        }
      }
    });
  });

  it('shows the catalogue in the language of the page, and records it', async () => {
    const visitor = new Visitor(app, GERMAN);
    const page = await (await visitor.visit('/privacy')).text();
    expect(wordsOf(page)).toContain('Merkt sich, was Sie erlaubt und abgelehnt haben.');
    expect(fieldsOf(page)).toMatchObject({ language: 'de' });
  });

  it('says on a page, too, why a form is not taken', async () => {
    const visitor = new Visitor(app, GERMAN);
    const answer = await visitor.submit('/consent', { redirect: '/articles', decision: 'perhaps' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8']);
    const page = await answer.text();
    expect(wordsOf(page)).toContain('Das konnten wir nicht lesen');
    expect(fieldsOf(page)).toMatchObject({ redirect: '/articles?decided#saved' });
    const program = await visitor.send('POST', '/consent', { decisions: {} });
    expect(program.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('lets everybody ask what is kept of them, for a decision is not all that may be', async () => {
    const visitor = new Visitor(app);
    const page = await (await visitor.visit('/privacy')).text();
    for (const action of ['export', 'erase'])
      expect(page).toMatch(new RegExp(`<form[^>]* method="post" action="/privacy/${action}">`));
    expect(wordsOf(page)).toContain('If you are logged in, on all devices of your account.');
    expect(page).not.toContain('href="/consent/records"');
    await visitor.submit('/consent', { ...fieldsOf(page), decision: 'accept-all' });
    expect(await (await visitor.visit('/privacy')).text()).toContain('href="/consent/records"');
  });

  it.each(['/privacy/export', '/privacy/erase'])(
    'says on a page that nothing is kept of who asks: %s',
    async (path) => {
      const visitor = new Visitor(app, GERMAN);
      const answer = await visitor.submit(path, {});
      expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
      expect(answer.headers.get('vary')?.split(/, */)).toContain('Accept');
      const page = await answer.text();
      expect(wordsOf(page)).toMatch(/Über Sie ist hier nichts gespeichert .* 404 SUBJECT_UNKNOWN/);
      expect(fieldsOf(page)).toMatchObject({ redirect: '/privacy?decided#saved' });
      const program = await visitor.send('POST', path);
      expect(program.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(await program.json()).toMatchObject({ status: 404, code: 'SUBJECT_UNKNOWN' });
    },
  );

  it('says on a page that somebody asked too often', async () => {
    const visitor = new Visitor(app);
    await visitor.submit('/consent', { ...fieldsOf(await (await visitor.visit('/')).text()), decision: 'accept-all' });
    const ask = async (): Promise<Response> => visitor.submit('/privacy/export', {});
    let answer = await ask();
    for (let asked = 1; answer.status === 200 && asked <= 10; asked++) {
      await answer.text();
      answer = await ask();
    }
    expect([answer.status, answer.headers.get('content-type')]).toEqual([429, 'text/html; charset=utf-8']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(wordsOf(await answer.text())).toContain('That was a little fast');
  });

  it('asks first of all on every page, until somebody has decided, and has the way to the choices on each', async () => {
    const visitor = new Visitor(app);
    for (const path of ['/', '/articles', '/offers', '/visit', '/privacy', '/a/shelf', '/nothing.png']) {
      const page = await (await visitor.visit(path)).text();
      expect(page).toMatch(/<a class="skip"[^>]*>[^<]*<\/a>\s*<privacy-banner/);
      expect(page).toMatch(/<footer.*<a class="np-settings" href="\/privacy#choices">/s);
    }
    const banner = await (await visitor.visit('/visit')).text();
    const fields = fieldsOf(banner, /<form class="np-actions"/);
    expect(fields).toMatchObject({ method: 'form', surface: 'banner', redirect: '/visit?decided#saved' });
    await visitor.submit('/consent', { ...fields, decision: 'reject-all' });
    expect(await (await visitor.visit('/')).text()).not.toContain('<privacy-banner');
  });

  it('keeps the language that somebody chooses, in a cookie that nobody else is given', async () => {
    const visitor = new Visitor(app);
    expect((await visitor.visit('/')).headers.getSetCookie()).toEqual([]);
    const chosen = await visitor.visit('/articles?page=2&language=ar');
    expect(chosen.headers.getSetCookie()).toEqual(['language=ar; Path=/; HttpOnly; SameSite=Lax']);
    const page = await chosen.text();
    expect(page).toContain('<html lang="ar" dir="rtl">');
    expect(page).toContain('href="/articles?page=2&amp;language=de"');
    expect(fieldsOf(page)).toMatchObject({ redirect: '/articles?page=2&amp;decided#saved', language: 'ar' });
    const later = await visitor.visit('/nothing.png');
    expect([later.headers.getSetCookie(), await later.text()]).toEqual([[], expect.stringContaining('dir="rtl"')]);
    expect(await (await visitor.visit('/?language=tlh')).text()).toContain('<html lang="ar"');
  });

  it('opens a closed page by one form that allows what is missing and nothing else, or leads back', async () => {
    const visitor = new Visitor(app);
    const from = { Referer: `${app.url}/articles?page=2` };
    const closed = await (await visitor.visit('/offers', from)).text();
    const refusal = fieldsOf(closed, /<form id="ask-denied"/);
    expect(refusal).toMatchObject({ MARKETING: 'denied', redirect: '/articles?page=2', surface: 'page' });
    const refused = await visitor.submit('/consent', refusal);
    expect([refused.status, refused.headers.get('location')]).toEqual([303, '/articles?page=2']);
    expect((await visitor.consent()).decisions).toEqual({ STATISTICS: 'unset', MARKETING: 'denied' });

    const again = await (await visitor.visit('/offers', { Referer: 'https://elsewhere.example/offers' })).text();
    expect(fieldsOf(again, /<form id="ask-denied"/)).toMatchObject({ redirect: '/' });
    const grant = fieldsOf(again, /<form id="ask-granted"/);
    expect(grant).toMatchObject({ MARKETING: 'granted', redirect: '/offers?decided#saved', noticeVersion: '1' });
    const granted = await visitor.submit('/consent', grant);
    expect(granted.headers.get('location')).toBe('/offers?decided#saved');
    expect(await visitor.statusOf('/offers')).toBe(200);
    expect((await visitor.consent()).decisions).toEqual({ STATISTICS: 'unset', MARKETING: 'granted' });
  });

  it('opens it against Global Privacy Control only to who says so a second time', async () => {
    const visitor = new Visitor(app, { 'Sec-GPC': '1' });
    const closed = await (await visitor.visit('/offers')).text();
    expect(closed).toMatch(
      /<input\s+type="checkbox"\s+name="acknowledged-MARKETING"\s+value="gpc"\s+form="ask-granted"\s+required/,
    );
    const grant = fieldsOf(closed, /<form id="ask-granted"/);
    await visitor.submit('/consent', grant);
    expect(await visitor.statusOf('/offers')).toBe(403);
    await visitor.submit('/consent', { ...grant, 'acknowledged-MARKETING': 'gpc' });
    expect(await visitor.statusOf('/offers')).toBe(200);
  });

  it('has room for vendors on one page, and says so where there is none', async () => {
    const page = await new Visitor(app).visit('/visit');
    expect(page.headers.get('content-security-policy')).not.toContain('frame-src');
    expect(wordsOf(await page.text())).toContain('None is set up for this installation.');
  });
});
