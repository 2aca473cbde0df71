import { eventually, testDatabases } from '@nest-privacy/core/testing';
import { Admin } from './admin.js';
import { type AppProcess, startProcess } from './app-process.js';
import { Visitor } from './visitor.js';

const TRACKER = {
  category: 'MARKETING',
  provider: 'TikTok Technology Limited',
  translations: { en: { name: 'TikTok Pixel', purpose: 'Builds profiles of what you watch.' } },
};

/** The hidden fields of the form of a page that decides about everything. */
const fieldsOf = (page: string): Record<string, string> => {
  const [, content = ''] = /<form id="np-dialog-all"[^>]*>(.*?)<\/form>/s.exec(page) ?? [];
  return Object.fromEntries(
    [...content.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      value!,
    ]),
  );
};

describe.each(['fastify', 'express'])('a new tracker under %s, with two processes', (HTTP_ADAPTER) => {
  let database: Awaited<ReturnType<ReturnType<typeof testDatabases>[number]['create']>>;
  let app: AppProcess;
  let other: AppProcess;

  beforeAll(async () => {
    database = await testDatabases()[1]!.create();
    const variables = { HTTP_ADAPTER, DATABASE_URL: database.url, SECRETS: 's'.repeat(40) };
    app = await startProcess(variables);
    other = await startProcess(variables);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([app.stop(), other.stop()]);
    await database.drop();
  });

  it('closes doors on both, sends a form of before back with what there is now, and records what was shown', async () => {
    const visitor = new Visitor(app);
    const before = fieldsOf(await (await visitor.visit('/')).text());
    expect(before).toMatchObject({
      redirect: '/?decided#saved',
      noticeVersion: '1',
      catalogueVersion: '1',
      language: 'en',
    });
    expect((await visitor.submit('/consent', { ...before, decision: 'accept-all' })).status).toBe(303);
    expect(await visitor.statusOf('/offers')).toBe(200);

    await new Admin(other).ask('POST', '/tracking-items', TRACKER);
    expect(
      await eventually(
        () => visitor.statusOf('/offers'),
        (status) => status === 403,
      ),
    ).toBe(403);
    expect(await (await visitor.visit('/offers')).text()).toContain('what we use for it has changed since then');
    // What a script says of a category that another decision leaves out is what the server says of it.
    const standing = await (await visitor.visit('/privacy')).text();
    const [, without, why] =
      /data-standing="MARKETING"[^>]* data-undecided="([^"]*)".*?<span class="why">([^<]*)</s.exec(standing) ?? [];
    expect([without, why]).toEqual([why, expect.stringContaining('changed since')]);
    const refused = await visitor.submit('/consent', { ...before, redirect: '/articles', decision: 'accept-all' });
    const page = await refused.text();
    expect([refused.status, refused.headers.get('content-type')]).toEqual([409, 'text/html; charset=utf-8']);
    expect(page).toContain('What we use has changed since your page was shown.');
    expect(page).toContain('TikTok Pixel');
    const now = fieldsOf(page);
    expect(now).toMatchObject({ redirect: '/articles?decided#saved', catalogueVersion: '2' });
    const accepted = await visitor.submit('/consent', { ...now, decision: 'accept-all' });
    expect([accepted.status, accepted.headers.get('location')]).toEqual([303, '/articles?decided#saved']);
    expect(await visitor.statusOf('/offers')).toBe(200);
    const { items } = (await new Admin(app).ask<{ items: { id: string }[] }>('GET', '/consent/records')).body;
    expect(items.map((record) => record)).toMatchObject([
      { catalogueVersion: 2, noticeVersion: 1, language: 'en' },
      { catalogueVersion: 1, noticeVersion: 1, language: 'en' },
    ]);
    const one = await new Admin(other).ask('GET', `/consent/records/${items[0]!.id}`);
    expect(one.body).toEqual(items[0]);
  });

  it('and pages and the catalogue are served on both while PostgreSQL takes no connections', async () => {
    const start = await database.stop!();
    try {
      for (const each of [app, other]) {
        const visitor = new Visitor(each);
        expect([await visitor.statusOf('/'), await visitor.statusOf('/offers')]).toEqual([200, 403]);
        expect((await fetch(`${each.url}/tracking-items`)).status).toBe(200);
      }
    } finally {
      await start();
    }
  });
});
