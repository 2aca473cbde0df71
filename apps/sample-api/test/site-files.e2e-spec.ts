import { type AppProcess, startProcess } from './app-process.js';
import { wordsOf } from './page-text.js';
import { Visitor } from './visitor.js';

describe.each(['fastify', 'express'])('what the site sends with its pages, and beside them, on %s', (HTTP_ADAPTER) => {
  let app: AppProcess;
  beforeAll(async () => (app = await startProcess({ HTTP_ADAPTER })));
  afterAll(() => app.stop());

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
    expect(await style.text()).toMatch(/@layer site\s*\{[^]*\.hero/);
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
      for (const [tag] of (await answer.text()).matchAll(/<script(?! type="application\/json")[^>]*>/g))
        expect(tag).toContain(`nonce="${nonce}"`);
    }
    expect(nonces.size).toBe(4);
    const description = (await fetch(`${app.url}/docs`)).headers.get('content-security-policy');
    expect(description).toContain("script-src 'self'");
  });
});
