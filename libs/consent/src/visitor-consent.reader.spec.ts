import { CatalogueReader, ConsentReader, RequestView } from '@nest-privacy/core';
import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { AdjustableCatalogue } from '../test/adjustable-catalogue.js';
import { Browser } from '../test/browser.js';
import { type ConsentApp, startConsentApp } from '../test/consent-app.js';
import { NoticeReader } from './index.js';

/** Says what the test has it say. */
class AdjustableNotice implements NoticeReader {
  version = 1;
  known = true;

  versionOf(): number {
    return this.version;
  }

  isKnown(): boolean {
    return this.known;
  }
}

const [sqlite] = testDatabases();
const [adapter] = TEST_ADAPTERS;

describe('what is known of a visitor', () => {
  let server: ConsentApp;
  let visitor: Browser;
  const notice = new AdjustableNotice();
  const catalogue = new AdjustableCatalogue();

  beforeAll(async () => {
    server = await startConsentApp({
      adapter: adapter!,
      database: sqlite!,
      providers: [{ provide: CatalogueReader, useValue: catalogue }],
      own: [{ provide: NoticeReader, useValue: notice }],
    });
    notice.version = 2;
    visitor = new Browser(server.url);
    expect((await visitor.decide({ MARKETING: 'granted' })).status).toBe(201);
  });
  afterAll(() => server.close());

  /** Whether marketing is allowed, and whether that is all there is to know. */
  const asked = (cookie = visitor.cookieHeader): [boolean | undefined, boolean] => {
    const reader = server.app.get<ConsentReader>(ConsentReader, { strict: false });
    const view = new RequestView({ headers: { host: 'x', ...(cookie !== '' && { cookie }) } });
    return [reader.read(view).allowed.MARKETING, reader.isKnown!(view)];
  };

  it('is all there is, of who decided and of who did not', () => {
    expect([asked(), asked('')]).toEqual([
      [true, true],
      [false, true],
    ]);
  });

  it('is not all while the notice cannot be read, or another process knows a newer one', () => {
    notice.known = false;
    expect(asked()[1]).toBe(false);
    expect(asked('')[1]).toBe(true);
    Object.assign(notice, { known: true, version: 1 });
    expect(asked()).toEqual([false, false]);
    notice.version = 2;
    expect(asked()).toEqual([true, true]);
    notice.version = 3;
    expect(asked()).toEqual([false, true]);
    notice.version = 2;
  });

  it('is not all while the catalogue cannot be read, or another process knows a newer one', () => {
    const { held } = catalogue;
    catalogue.held = undefined;
    expect(asked()).toEqual([false, false]);
    catalogue.held = { ...held!, version: 1 };
    expect(asked()[1]).toBe(false);
    catalogue.held = held;
    expect(asked()).toEqual([true, true]);
  });
});
