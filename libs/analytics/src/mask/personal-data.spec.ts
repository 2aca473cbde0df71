import { Controller, Get, Header } from '@nestjs/common';
import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { waitUntilStored } from '../testing/index.js';
import { type AnalyticsApp, startAnalyticsApp } from '../../test/analytics-app.js';
import { consentByHeader } from '../../test/consent-by-header.js';
import { storedEvents } from '../../test/stored-events.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW5lIn0.dBjftJeZ4CVPmB92K27uhbUJU1p1r';
const HASH = '9F86d081884c7d659a2feaa0c55ad015';

@Controller()
class PagesController {
  @Get('*')
  @Header('Content-Type', 'text/html')
  page(): string {
    return 'x';
  }
}

/** What must be found nowhere, in any case. */
const SECRET = /jane|doe|example\.org|4111.?1111|555-0199|eyJ|9f86d081/i;

describe.each(testDatabases())('personal data on $name', (database) => {
  describe.each(TEST_ADAPTERS)('under %s', (adapter) => {
    let app: AnalyticsApp;
    const forwarded: AnalyticsEvent[] = [];

    beforeEach(async () => {
      forwarded.length = 0;
      app = await startAnalyticsApp({
        adapter,
        database,
        controllers: [PagesController],
        ports: [consentByHeader],
        analytics: {
          destinations: [
            {
              name: 'recorder',
              requires: 'STATISTICS',
              batchSize: 10,
              attempts: 1,
              deliver: (events) => Promise.resolve(void forwarded.push(...events)).then(() => 'accepted' as const),
            },
          ],
        },
      });
    });

    const visit = (path: string, headers: Record<string, string> = {}): Promise<string> =>
      fetch(app.url + path, { headers: { 'User-Agent': FIREFOX, 'X-Decision': 'statistics', ...headers } }).then((r) =>
        r.text(),
      );
    const everything = async (): Promise<string> => {
      const tables = ['event', 'term'].map((name) => app.source.query(`SELECT * FROM "privacy_analytics_${name}"`));
      return JSON.stringify(await Promise.all(tables));
    };

    it('in paths and referrers is neither stored nor forwarded', async () => {
      await visit('/u/jane.doe@example.org/edit?mail=jane@example.org');
      await visit('/u/JANE.DOE%40EXAMPLE.ORG');
      await visit('/u/jane%2540example.org/2026/06');
      await visit('/card/4111%201111%201111%201111');
      await visit(`/reset/${HASH}`);
      await visit(`/login/${JWT}`, { Referer: `https://mail.example/inbox/jane@example.org/${HASH}?q=jane` });
      await waitUntilStored(app.app, 6);
      const stored = await storedEvents(app.source);
      const all = await everything();
      await app.close();
      expect(stored.map(({ page }) => page).sort()).toEqual([
        '/card/:number',
        '/login/:token',
        '/reset/:token',
        '/u/:email',
        '/u/:email/2026/06',
        '/u/:email/edit',
      ]);
      expect(stored.map(({ referrer }) => referrer)).toContain('https://mail.example/inbox/:email/:token');
      expect(all).not.toMatch(SECRET);
      expect(forwarded).toHaveLength(6);
      expect(JSON.stringify(forwarded)).not.toMatch(SECRET);
    });

    it('in what browsers report is neither stored nor forwarded', async () => {
      const event = {
        name: 'call +1 202 555-0199',
        url: `${app.url}/u/jane@example.org`,
        title: `Jane <jane.doe@example.org> — card 4111-1111-1111-1111`,
        referrer: `https://mail.example/u/${HASH}`,
        properties: { from: 'jane@example.org', token: JWT, 'jane@example.org': 1, total: 42, plan: 'pro' },
      };
      const response = await fetch(`${app.url}/analytics/events`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'User-Agent': FIREFOX, 'X-Decision': 'statistics' },
        body: JSON.stringify(event),
      });
      expect(await response.json()).toEqual({ accepted: 1, rejected: [] });
      await waitUntilStored(app.app, 1);
      const [stored] = await storedEvents(app.source);
      const all = await everything();
      await app.close();
      expect(stored).toMatchObject({
        name: 'call :number',
        page: '/u/:email',
        referrer: 'https://mail.example/u/:token',
      });
      expect(stored!.title).toBe('Jane <:email> — card :number');
      expect(JSON.parse(stored!.properties)).toEqual({
        from: ':email',
        token: ':token',
        ':email': 1,
        total: 42,
        plan: 'pro',
      });
      expect(all.replace('Jane <', '')).not.toMatch(SECRET);
      expect(JSON.stringify(forwarded).replace('Jane <', '')).not.toMatch(SECRET);
    });
  });
});
