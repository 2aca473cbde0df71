import { type AppProcess, startProcess } from './app-process.js';
import { Visitor } from './visitor.js';

/** The page's words in one line, without markup. */
const wordsOf = (page: string): string => page.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

/** The hidden fields of the form that a page has. */
const fieldsOf = (page: string): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]),
  );

describe.each(['fastify', 'express'])('the site on %s', (HTTP_ADAPTER) => {
  let app: AppProcess;
  beforeAll(async () => (app = await startProcess({ HTTP_ADAPTER })));
  afterAll(() => app.stop());

  const GERMAN = { 'Accept-Language': 'de-DE,de;q=0.9,en;q=0.5' };

  it('takes a choice for each purpose, comes back to the same place, and says there what stands', async () => {
    const visitor = new Visitor(app);
    const page = await (await visitor.visit('/articles')).text();
    expect(page).not.toContain('role="status" class="saved"');
    expect(page).not.toContain('value="withdraw"');
    const choices = { ...fieldsOf(page), STATISTICS: 'granted', MARKETING: 'denied' };
    const answer = await visitor.submit('/consent', choices);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/articles?decided#choices']);
    expect((await visitor.consent()).decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'denied' });
    const after = await (await visitor.visit('/articles?decided')).text();
    expect(after).toMatch(/<p role="status"[^>]*>Saved\. On from now: Essentials, Statistics\.<\/p>/);
    expect(after).toContain('<section class="choices" id="choices"');
    expect(after).toContain('value="withdraw"');
    expect((await visitor.submit('/consent', { ...fieldsOf(after), decision: 'reject-all' })).status).toBe(303);
    expect(await (await visitor.visit('/articles')).text()).not.toContain('value="withdraw"');
  });

  it.each([
    ['/', 200],
    ['/articles', 200],
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
    expect(page).toContain('<html lang="de">');
    expect(wordsOf(page)).toContain('Ihre Entscheidungen zum Datenschutz');
    const english = await (await new Visitor(app, { 'Accept-Language': 'fr' }).visit(path)).text();
    expect(english).toContain('<html lang="en">');
    expect(wordsOf(english)).toContain('Your privacy choices');
  });

  it('leads back to the very page that the form stood on, its query included', async () => {
    const visitor = new Visitor(app);
    const page = await (await visitor.visit('/articles?topic=a%20b&decided&page=2')).text();
    const back = '/articles?topic=a%20b&page=2&decided#choices';
    expect(fieldsOf(page)).toMatchObject({ redirect: back.replaceAll('&', '&amp;') });
    const fields = { ...fieldsOf(page), redirect: back, decision: 'accept-all' };
    expect((await visitor.submit('/consent', fields)).headers.get('location')).toBe(back);
    const refused = await (await visitor.submit('/consent', { ...fields, catalogueVersion: '99' })).text();
    expect(fieldsOf(refused)).toMatchObject({ redirect: back.replaceAll('&', '&amp;') });
  });

  it('tells caches what a page depends on', async () => {
    for (const path of ['/', '/anything', '/offers']) {
      const vary = (await new Visitor(app).visit(path)).headers.get('vary') ?? '';
      expect([path, vary]).toEqual([path, expect.stringContaining('Accept-Language')]);
      if (path !== '/') expect(vary.split(/, */)).toContain('Accept');
    }
    const program = await fetch(`${app.url}/anything`, { headers: { Accept: 'application/json' } });
    expect([program.status, program.headers.get('vary')?.split(/, */)]).toEqual([
      404,
      expect.arrayContaining(['Accept']),
    ]);
  });

  it('shows the catalogue in the language of the page, and records it', async () => {
    const visitor = new Visitor(app, GERMAN);
    const page = await (await visitor.visit('/privacy')).text();
    expect(page).toContain('<tbody lang="de">');
    expect(wordsOf(page)).toContain('Merkt sich, was Sie erlaubt und abgelehnt haben.');
    expect(fieldsOf(page)).toMatchObject({ language: 'de' });
  });

  it('says on a page, too, why a form is not taken', async () => {
    const visitor = new Visitor(app, GERMAN);
    const answer = await visitor.submit('/consent', { redirect: '/articles', decision: 'perhaps' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8']);
    const page = await answer.text();
    expect(wordsOf(page)).toContain('Das konnten wir nicht lesen');
    expect(fieldsOf(page)).toMatchObject({ redirect: '/articles?decided#choices' });
    const program = await visitor.send('POST', '/consent', { decisions: {} });
    expect(program.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('lets everybody ask what is kept of them, for a decision is not all that may be', async () => {
    const visitor = new Visitor(app);
    const page = await (await visitor.visit('/privacy')).text();
    for (const action of ['export', 'erase'])
      expect(page).toContain(`<form method="post" action="/privacy/${action}">`);
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
      expect(fieldsOf(page)).toMatchObject({ redirect: '/privacy?decided#choices' });
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

  it('has a page that the tracking status names as policy, and with the choices as configuration', async () => {
    const status = (await (await fetch(`${app.url}/.well-known/dnt/`)).json()) as { policy: string; config: string };
    expect(status).toMatchObject({ policy: '/privacy', config: '/privacy#choices' });
    const page = await (await new Visitor(app).visit(new URL(status.policy, app.url).pathname)).text();
    expect(page).toContain('id="choices"');
    expect(wordsOf(page)).toContain('Google Analytics');
  });

  it('serves the client, at an address that stays and leads to one that may be kept for ever', async () => {
    const entry = await fetch(`${app.url}/client.js`);
    expect(entry.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(entry.headers.get('cache-control')).toBe('public, no-cache');
    const [, path] = /^export \* from '([^']+)';$/m.exec(await entry.text())!;
    const client = await fetch(app.url + path!);
    expect(client.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await client.text()).toContain('createConsentClient');
    for (const unknown of ['/browser/0/demo.js', path!.replace('index.js', 'none.js'), path!.replace('index', '..%2F')])
      expect((await fetch(app.url + unknown)).status).toBe(404);
  });

  it('sends its style as a file that may be kept for ever, and none within pages', async () => {
    const page = await (await new Visitor(app).visit('/')).text();
    const [, path] = /<link rel="stylesheet" href="([^"]+)"/.exec(page)!;
    const style = await fetch(app.url + path!);
    expect([style.status, style.headers.get('content-type'), style.headers.get('cache-control')]).toEqual([
      200,
      'text/css; charset=utf-8',
      'public, max-age=31536000, immutable',
    ]);
    expect(await style.text()).toMatch(/@layer site, nest-privacy;[^]*\.hero/);
    const icon = await fetch(app.url + path!.replace('site.css', 'icon.svg'));
    expect([icon.status, icon.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/);
  });

  it('lets nothing run that this very answer does not vouch for', async () => {
    const nonces = new Set<string>();
    for (const path of ['/', '/offers', '/nothing.png', '/health/live']) {
      const answer = await new Visitor(app).visit(path);
      const policy = answer.headers.get('content-security-policy')!;
      const [, nonce] = /'nonce-([^']{24})'/.exec(policy)!;
      nonces.add(nonce!);
      expect(policy).toBe(
        `default-src 'none'; script-src 'nonce-${nonce}' 'strict-dynamic'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
      );
      for (const [tag] of (await answer.text()).matchAll(/<script[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`);
    }
    expect(nonces.size).toBe(4);
    const description = (await fetch(`${app.url}/docs`)).headers.get('content-security-policy');
    expect(description).toContain("script-src 'self'");
  });

  it('has a place for a banner of yours', async () => {
    expect(await (await new Visitor(app).visit('/')).text()).toContain('<div data-privacy-banner></div>');
  });
});
