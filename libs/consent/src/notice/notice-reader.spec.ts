import { testDatabases } from '@nest-privacy/core/testing';
import { Browser } from '../../test/browser.js';
import { type ConsentAppOptions, startConsentApp } from '../../test/consent-app.js';
import { type ConsentModuleOptions, ConsentService, NoticeReader } from '../index.js';

const [database] = testDatabases();
const SITES = [
  { id: 'shop', hosts: ['127.0.0.1'] },
  { id: 'blog', hosts: ['localhost'] },
];

const start = (options: Partial<ConsentAppOptions>) =>
  startConsentApp({ adapter: 'fastify', database: database!, core: { sites: SITES }, ...options });

describe('the notice of a site', () => {
  it.each<[string, NonNullable<ConsentModuleOptions['noticeVersion']>]>([
    ['a map', { shop: 3, blog: 7 }],
    ['a function', (siteId) => (siteId === 'shop' ? 3 : 7)],
  ])('is another than that of the next, by %s', async (_, noticeVersion) => {
    const server = await start({ consent: { noticeVersion } });
    try {
      const shop = new Browser(server.url);
      const blog = new Browser(server.url.replace('127.0.0.1', 'localhost'));
      expect([await shop.consent(), await blog.consent()]).toMatchObject([{ noticeVersion: 3 }, { noticeVersion: 7 }]);
      expect((await shop.decide({ STATISTICS: 'granted' }, { noticeVersion: 7 })).status).toBe(409);
      expect((await blog.decide({ STATISTICS: 'granted' }, { noticeVersion: 7 })).status).toBe(201);
      // Of what is kept elsewhere nobody knows which versions there were: today's and two before can be on a page still.
      const told = [7, 5, 4, 1, 8].map((version) =>
        blog.send('POST', '/consent/notices-served', { body: { noticeVersion: version } }),
      );
      expect((await Promise.all(told)).map(({ status }) => status)).toEqual([202, 202, 400, 400, 400]);
    } finally {
      await server.close();
    }
  });

  it('is read from where the application keeps it, with every question', async () => {
    const versions = new Map([
      ['shop', 1],
      ['blog', 1],
    ]);
    const own = { provide: NoticeReader, useValue: { versionOf: (site: string) => versions.get(site) } };
    const server = await start({ own: [own] });
    try {
      const visitor = new Browser(server.url);
      const { subjectId } = (await (await visitor.decide({ STATISTICS: 'granted' })).json()) as { subjectId: string };
      const service = server.app.get(ConsentService);
      versions.set('blog', 2);
      expect(await visitor.consent()).toMatchObject({ noticeVersion: 1, allowed: { STATISTICS: true } });
      expect(await service.allowsSubject('shop', subjectId, 'STATISTICS')).toBe(true);
      versions.set('shop', 2);
      expect(await visitor.consent()).toMatchObject({ noticeVersion: 2, allowed: { STATISTICS: false } });
      expect(await service.allowsSubject('shop', subjectId, 'STATISTICS')).toBe(false);
      versions.delete('shop');
      expect((await visitor.send('GET', '/consent')).status).toBe(500);
      expect((await visitor.decide({ STATISTICS: 'granted' })).status).toBe(500);
    } finally {
      await server.close();
    }
  });

  it.each<[string, Partial<ConsentAppOptions>]>([
    ['a site that the map leaves out', { consent: { noticeVersion: { shop: 1 } } }],
    ['a version that is none', { consent: { noticeVersion: { shop: 1, blog: 1.5 } } }],
    ['a reader that does not know', { own: [{ provide: NoticeReader, useValue: { versionOf: () => undefined } }] }],
  ])('lets no application start with %s', async (_, options) => {
    await expect(start(options)).rejects.toThrow(/CONSENT_NOTICE_INVALID: site "(shop|blog)" has the notice/);
  });
});
