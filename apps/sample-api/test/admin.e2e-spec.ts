import { EVERY_SCOPE } from '../src/admin/admin-scopes.js';
import { Admin } from './admin.js';
import { type AppProcess, startProcess } from './app-process.js';
import { type PreparedPlatform, platforms } from './platforms.js';
import { Visitor } from './visitor.js';

const ITEM = {
  category: 'MARKETING',
  provider: "O'Reilly & <Sons>",
  lifetime: 'P1Y',
  cookies: [{ name: 'ad_*', match: 'glob' }],
  translations: { en: { name: '<b>Ads</b>', purpose: 'Shows ads' }, de: { name: 'Werbung', purpose: 'Zeigt Werbung' } },
};

describe.each(platforms())('administration ($name)', (platform) => {
  let prepared: PreparedPlatform;
  let app: AppProcess;
  let admin: Admin;

  beforeAll(async () => {
    prepared = await platform.prepare();
    app = await startProcess(prepared.variables);
    admin = new Admin(app);
  });
  afterAll(async () => {
    await app.stop();
    await prepared.drop();
  });

  const catalogue = async (language: string): Promise<string> =>
    JSON.stringify(await (await fetch(`${app.url}/tracking-items?language=${language}`)).json());

  it('begins with a catalogue of well-known trackers and its own cookies, in English and German', async () => {
    for (const name of ['Google Analytics', 'Google Tag Manager', 'Meta Pixel', 'privacy_consent', 'privacy_subject'])
      expect(await catalogue('en')).toContain(name);
    expect(await catalogue('de')).toContain('Zählt Besuche');
  });

  it('adds, changes and removes an item, which visitors see at once', async () => {
    const created = await admin.ask('POST', '/tracking-items', ITEM);
    expect(created.status).toBe(201);
    const path = `/tracking-items/${created.body.id}`;
    const page = await (await new Visitor(app).visit('/privacy')).text();
    expect(page).toContain('&lt;b&gt;Ads&lt;/b&gt;');
    expect(page).toContain('O&#39;Reilly &amp; &lt;Sons&gt;');

    const first = created.headers.get('etag')!;
    const changed = await admin.ask('PATCH', path, { provider: 'New Ltd' }, { 'If-Match': first });
    expect(changed.status).toBe(200);
    expect(await catalogue('de')).toContain('New Ltd');
    expect((await admin.ask('PATCH', path, { provider: 'Late Ltd' }, { 'If-Match': first })).status).toBe(412);
    expect((await admin.ask('DELETE', path)).status).toBe(428);
    const current = changed.headers.get('etag')!;
    expect((await admin.ask('DELETE', path, undefined, { 'If-Match': current })).status).toBe(204);
    expect((await admin.ask('GET', path)).status).toBe(404);
    expect(await catalogue('en')).not.toContain('New Ltd');
  });

  it('makes tokens for a purpose, which hold until they are revoked', async () => {
    const made = await admin.ask('POST', '/tokens', { label: 'reader', scopes: ['catalogue:read'] });
    expect(made.status).toBe(201);
    expect(made.headers.get('cache-control')).toBe('no-store');
    const reader = new Admin(app, made.body.token);

    expect((await reader.ask('GET', '/tracking-items')).status).toBe(200);
    const refused = await reader.ask('POST', '/tracking-items', ITEM);
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ code: 'ADMIN_SCOPE_MISSING', requiredScope: 'catalogue:write' });
    for (const path of ['/tokens', '/consent/records', '/analytics/aggregate?from=2026-11-01&to=2026-11-02'])
      expect((await reader.ask('GET', path)).status).toBe(403);

    const { body } = await admin.ask('GET', '/tokens');
    expect(body.items).toContainEqual(expect.objectContaining({ id: made.body.id, label: 'reader' }));
    expect(JSON.stringify(body)).not.toContain(made.body.token);

    expect((await admin.ask('DELETE', `/tokens/${made.body.id}`)).status).toBe(204);
    expect((await reader.ask('GET', '/tracking-items')).status).toBe(401);
    expect((await admin.ask('DELETE', `/tokens/${made.body.id}`)).status).toBe(404);
  });

  it('lets nobody pass on more than they have', async () => {
    const draft = { label: 'keeper', scopes: ['tokens:write'] };
    const keeper = new Admin(app, (await admin.ask('POST', '/tokens', draft)).body.token);
    expect((await keeper.ask('POST', '/tokens', { label: 'x', scopes: ['consent:read'] })).status).toBe(403);
    expect((await keeper.ask('POST', '/tokens', { label: 'x', scopes: ['tokens:write'] })).status).toBe(201);
  });

  it('lets nobody revoke more than they have', async () => {
    const make = async (scopes: readonly string[], expiresAt?: string) =>
      (await admin.ask('POST', '/tokens', { label: 'x', scopes, expiresAt })).body as { id: string; token: string };
    const reader = await make(['consent:read']);
    const keeper = await make(['tokens:write']);
    const asKeeper = new Admin(app, keeper.token);
    const refused = await asKeeper.ask('DELETE', `/tokens/${reader.id}`);
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ code: 'ADMIN_SCOPE_MISSING', missingScopes: ['consent:read'] });
    expect((await new Admin(app, reader.token).ask('GET', '/consent/records')).status).toBe(200);
    expect((await asKeeper.ask('DELETE', `/tokens/${keeper.id}`)).status).toBe(204);
    expect((await asKeeper.ask('GET', '/tokens')).status).toBe(401);
  });

  it('keeps the last token with every scope, but from the operator', async () => {
    const full = (await admin.ask('POST', '/tokens', { label: 'full', scopes: EVERY_SCOPE })).body as {
      id: string;
      token: string;
    };
    const itself = new Admin(app, full.token);
    const refused = await itself.ask('DELETE', `/tokens/${full.id}`);
    expect([refused.status, refused.body.code]).toEqual([409, 'ADMIN_TOKEN_LAST']);
    expect((await itself.ask('GET', '/tokens')).status).toBe(200);
    expect((await admin.ask('DELETE', `/tokens/${full.id}`)).status).toBe(204);
  });

  it('lets no token outlive the one that made it', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const { token } = (await admin.ask('POST', '/tokens', { label: 'x', scopes: ['tokens:write'], expiresAt })).body;
    const brief = new Admin(app, token);
    const child = (more: object) => brief.ask('POST', '/tokens', { label: 'y', scopes: ['tokens:write'], ...more });
    for (const more of [{}, { expiresAt: '2999-01-01' }]) {
      const refused = await child(more);
      expect([refused.status, refused.body.code]).toEqual([403, 'ADMIN_TOKEN_OUTLIVES']);
    }
    expect((await child({ expiresAt })).status).toBe(201);
  });

  it('has no answer to administrators kept by anybody', async () => {
    const stranger = new Admin(app, 'x');
    const paths = ['/tracking-items', '/tracking-items/export', '/consent/records', '/tokens'];
    for (const path of [...paths, '/analytics/aggregate?from=2026-11-01&to=2026-11-02', '/tokens?limit=x'])
      for (const who of [admin, stranger])
        expect((await who.ask('GET', path)).headers.get('cache-control')).toBe('no-store');
  });

  it('shows the ledger of consent', async () => {
    const visitor = new Visitor(app);
    const record = (await (await visitor.send('POST', '/consent', { decisions: { MARKETING: 'granted' } })).json()) as {
      id: string;
      subjectId: string;
      catalogueHash: string;
    };
    const { body } = await admin.ask('GET', `/consent/records?subjectId=${record.subjectId}`);
    expect(body.items).toEqual([expect.objectContaining({ id: record.id, catalogueHash: record.catalogueHash })]);
    expect(record.catalogueHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('asks for a token, as the protocol says', async () => {
    const response = await fetch(`${app.url}/admin/tracking-items`);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });
});
