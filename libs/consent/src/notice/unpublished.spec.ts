import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { Browser } from '../../test/browser.js';
import { type ConsentApp, type ConsentAppOptions, startConsentApp } from '../../test/consent-app.js';
import { noticeContent } from '../../test/notice-content.js';
import { NoticePublisher } from '../index.js';

const [database] = testDatabases();
const SITES = [
  { id: 'shop', hosts: ['127.0.0.1'] },
  { id: 'blog', hosts: ['localhost'] },
];

describe.each(TEST_ADAPTERS)('a site without a notice, on %s', (adapter) => {
  let server: ConsentApp;
  let warnings: string[];
  afterEach(() => server.close());

  const start = async (consent: ConsentAppOptions['consent'] = {}): Promise<void> => {
    warnings = [];
    const warn = (message: string) => void (/has no notice/.test(message) && warnings.push(message));
    const logger = { log: () => {}, error: () => {}, warn };
    const configure: ConsentAppOptions['configure'] = (app) => app.useLogger(logger);
    server = await startConsentApp({ adapter, database: database!, core: { sites: SITES }, consent, configure });
  };
  const ask = async (host = '127.0.0.1'): Promise<number> =>
    (await new Browser(server.url.replace('127.0.0.1', host)).send('GET', '/consent/notice')).status;

  it('is named in the log once, when somebody is to be shown it, with the remedy', async () => {
    await start();
    await server.app.get(NoticePublisher).seed('blog', noticeContent());
    expect(warnings).toEqual([]);
    expect([await ask('localhost'), await ask(), await ask()]).toEqual([200, 404, 404]);
    expect(warnings).toEqual([expect.stringMatching(/the site "shop" has no notice.*NoticePublisher\.seed\(\)/)]);
  });

  it('is left in peace where its notices are kept elsewhere', async () => {
    await start({ noticeVersion: 3 });
    expect(await ask()).toBe(404);
    expect(warnings).toEqual([]);
  });
});
