import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { bodyOf, Browser } from '../../test/browser.js';
import { type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { noticeContent } from '../../test/notice-content.js';
import { wordyText } from '../../test/surface-pages.js';
import { NoticeDrafts, NoticePublisher } from '../index.js';

const [database] = testDatabases();
/** As browsers ask when somebody presses the button of a form. */
const NAVIGATION = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

describe.each(TEST_ADAPTERS)('a form that cannot be taken, under %s', (adapter) => {
  let server: ConsentApp;
  let visitor: Browser;

  const start = async (choicesPath?: string): Promise<void> => {
    server = await startConsentApp({
      database: database!,
      adapter,
      consent: { rateLimit: 'off', surface: { choicesPath } },
    });
    const publisher = server.app.get(NoticePublisher);
    await publisher.seed('default', noticeContent());
    const drafts = server.app.get(NoticeDrafts);
    const translations = { en: wordyText('newer'), de: wordyText('neuer') };
    const { revision } = await drafts.create('default', noticeContent({ translations }), 'dpo');
    await publisher.publish({ siteId: 'default', ifMatch: `"${revision}"`, by: 'dpo' }, 'all');
    server.clock.advance(60_000);
    visitor = new Browser(server.url);
  };
  afterEach(() => server.close());

  const form = (fields: Record<string, string>, headers: Record<string, string> = NAVIGATION): Promise<Response> =>
    visitor.send('POST', '/consent', {
      body: new URLSearchParams({ noticeVersion: '1', language: 'de', redirect: '/page?x=1', ...fields }),
      headers,
    });

  it('is answered by a page that asks by today’s notice, whose form is taken', async () => {
    await start('/choices');
    const response = await form({ decision: 'accept-all', surface: 'banner' });
    expect([response.status, response.headers.get('content-type')]).toEqual([409, 'text/html; charset=utf-8']);
    const page = await response.text();
    expect(page).toMatch(/^<!doctype html>\n<html lang="de" dir="ltr">/);
    expect(page).toContain('<title>Title neuer</title>');
    expect(page).toContain('<section class="np-banner"');
    expect(page).toContain('name="redirect" value="/page?x=1"');
    expect((await visitor.consent()).state).toBe('unset');
    const [, noticeVersion = ''] = /name="noticeVersion" value="(\d+)"/.exec(page)!;
    const again = await form({ decision: 'accept-all', noticeVersion });
    expect([again.status, again.headers.get('location')]).toEqual([303, '/page?x=1']);
  });

  it('shows all choices again where single ones were made', async () => {
    await start('/choices');
    const page = await (await form({ STATISTICS: 'granted', surface: 'page' })).text();
    expect(page).toContain('<section class="np-preferences"');
  });

  it('is answered by a problem where a program sent it, and refusals are taken all the same', async () => {
    await start('/choices');
    expect(await bodyOf(await form({ decision: 'accept-all' }, { accept: '*/*' }))).toMatchObject({
      status: 409,
      code: 'NOTICE_OUTDATED',
    });
    expect((await form({ decision: 'reject-all' })).status).toBe(303);
  });

  it('is answered by a problem where nobody has said where pages lead', async () => {
    await start();
    expect(await bodyOf(await form({ decision: 'accept-all' }))).toMatchObject({ code: 'NOTICE_OUTDATED' });
  });

  it('that says two things asks again by all choices, tells why, and leads back to its page', async () => {
    await start('/choices');
    const fields = { decision: 'reject-all', STATISTICS: 'granted', surface: 'page', noticeVersion: '2' };
    const response = await form(fields);
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8']);
    const page = await response.text();
    expect(page).toContain('<p lang="en" dir="ltr"><code>DECISION_CONTRADICTORY</code> Nothing was recorded.');
    expect(page).toContain('<section class="np-preferences"');
    expect(page).toContain('name="redirect" value="/page?x=1"');
    expect((await visitor.consent()).state).toBe('unset');
    expect(await bodyOf(await form(fields, { accept: '*/*' }))).toMatchObject({
      status: 400,
      code: 'DECISION_CONTRADICTORY',
    });
    const body = new URLSearchParams(fields);
    const headers = { ...NAVIGATION, referer: `${server.url}/from?y=2` };
    const again = await (await visitor.send('POST', '/consent', { body, headers })).text();
    expect(again).toContain('name="redirect" value="/from?y=2"');
  });
});
