import { days } from '@nest-privacy/core';
import { testDatabases } from '@nest-privacy/core/testing';
import { bodyOf, Browser } from '../../test/browser.js';
import { ADMIN_TOKEN, type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { login, withUsers } from '../../test/logins.js';
import { noticeContent } from '../../test/notice-content.js';

const BOTH = { STATISTICS: 'granted', MARKETING: 'granted' };

describe.each(testDatabases())('a grant that has lapsed under opt-out, on $name', (database) => {
  let server: ConsentApp;
  let visitor: Browser;

  beforeEach(async () => {
    const users = withUsers();
    server = await startConsentApp({
      database,
      adapter: 'fastify',
      controllers: users.controllers!,
      own: [users.binding],
      consent: { regime: 'opt-out', rateLimit: 'off' },
    });
    await publish('all');
    visitor = new Browser(server.url);
    await visitor.decide(BOTH);
    server.clock.advance(1);
  });
  afterEach(() => server.close());

  const publish = async (renewal: string): Promise<void> => {
    const admin = new Browser(server.url, { authorization: ADMIN_TOKEN });
    const draft = await admin.send('POST', '/admin/consent/notices/draft', { body: noticeContent() });
    const headers = { 'if-match': draft.headers.get('etag')! };
    const published = await admin.send('POST', '/admin/consent/notices/draft/publish', { body: { renewal }, headers });
    expect(published.status).toBe(201);
  };
  const lapse = {
    'by time': (): Promise<void> => Promise.resolve(server.clock.advance(days(400))),
    'by a notice': (): Promise<void> => publish('all'),
  };

  describe.each(Object.entries(lapse))('%s', (_, pass) => {
    beforeEach(pass);

    it('passes neither before nor after a login, on this device or the next', async () => {
      expect((await visitor.consent()).allowed).toMatchObject({ STATISTICS: false, MARKETING: false });
      await login(visitor, 'ann');
      const other = new Browser(server.url);
      server.clock.advance(1);
      await login(other, 'ann');
      for (const browser of [visitor, other])
        expect(await browser.consent()).toMatchObject({
          decisions: { STATISTICS: 'unset', MARKETING: 'unset' },
          allowed: { STATISTICS: false, MARKETING: false },
          promptRequired: true,
        });
    });

    it('does not pass once another category is decided, however often, and nobody is said to have refused it', async () => {
      for (const decision of ['denied', 'granted', 'denied']) {
        const record = await bodyOf(await visitor.decide({ MARKETING: decision }));
        expect(record).toMatchObject({ decisions: { STATISTICS: 'unset', MARKETING: decision } });
        expect(await visitor.consent()).toMatchObject({
          decisions: { STATISTICS: 'unset', MARKETING: decision },
          allowed: { STATISTICS: false, MARKETING: decision === 'granted' },
          promptRequired: true,
        });
        server.clock.advance(1);
      }
    });

    it('is not said to stand where a signal is told of', async () => {
      await visitor.decide({ MARKETING: 'denied' }, {}, { 'sec-gpc': '1' });
      const { items } = await bodyOf<{ items: object[] }>(await visitor.send('GET', '/consent/records'));
      expect(items[1]).toMatchObject({ eventType: 'signal-applied', decisions: { STATISTICS: 'unset' } });
    });

    it.each(['granted', 'denied'])('is settled by a new word: %s', async (decision) => {
      await visitor.decide({ MARKETING: 'granted' });
      server.clock.advance(1);
      await visitor.decide({ STATISTICS: decision });
      const { allowed, promptRequired } = await visitor.consent();
      expect({ allowed, promptRequired }).toMatchObject({
        allowed: { STATISTICS: decision === 'granted', MARKETING: true },
        promptRequired: false,
      });
    });
  });
});
