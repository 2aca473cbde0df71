import { createHmac } from 'node:crypto';
import { Controller, Get, Injectable } from '@nestjs/common';
import { type RequestView } from '@nest-privacy/core';
import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { bodyOf, Browser } from '../../test/browser.js';
import { type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { type ConsentRecordView, ConsentService, ConsentSubjects, CookieSubjects, RequireConsent } from '../index.js';

/** The subject of an account, by which nobody finds the account. */
function subjectOfAccount(account: string): string {
  const hex = createHmac('sha256', 'a key of the application').update(account).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Knows those who are logged in by their token, and everybody else by the module's cookie. */
@Injectable()
class AccountSubjects implements ConsentSubjects {
  constructor(private readonly cookies: CookieSubjects) {}

  subjectOf(view: RequestView, siteId: string): string | undefined {
    const account = this.accountOf(view);
    return account === undefined ? this.cookies.subjectOf(view, siteId) : subjectOfAccount(account);
  }

  cookiesFor(view: RequestView, siteId: string, subjectId: string): readonly string[] {
    return this.accountOf(view) === undefined ? this.cookies.cookiesFor(view, siteId, subjectId) : [];
  }

  private accountOf(view: RequestView): string | undefined {
    return /^Bearer (\w+)$/.exec(view.header('authorization') ?? '')?.[1];
  }
}

@Controller()
class PagesController {
  @Get('counted')
  @RequireConsent('STATISTICS')
  counted(): string {
    return 'counted';
  }
}

const [sqlite] = testDatabases();

describe.each(TEST_ADAPTERS)('subjects that the application knows by itself, under %s', (adapter) => {
  let server: ConsentApp;

  beforeAll(async () => {
    server = await startConsentApp({
      adapter,
      database: sqlite!,
      controllers: [PagesController],
      consent: { rateLimit: 'off' },
      own: [{ provide: ConsentSubjects, useClass: AccountSubjects }],
    });
  });
  afterAll(() => server.close());

  const of = (account: string): Browser =>
    new Browser(server.url, { 'sec-fetch-site': 'same-origin', authorization: `Bearer ${account}` });
  const decide = async (browser: Browser, decisions: Record<string, string>): Promise<ConsentRecordView> =>
    bodyOf<ConsentRecordView>(await browser.decide(decisions));
  const counted = async (browser: Browser): Promise<number> => (await browser.send('GET', '/counted')).status;

  it('stand in the records, and need no cookie of their own', async () => {
    const anna = of('anna');
    expect(await decide(anna, { STATISTICS: 'granted' })).toMatchObject({ subjectId: subjectOfAccount('anna') });
    expect([...anna.cookies.keys()]).toEqual(['privacy_consent']);
    expect(await counted(anna)).toBe(200);
    const service = server.app.get(ConsentService);
    expect(await service.allowsSubject('default', subjectOfAccount('anna'), 'STATISTICS')).toBe(true);
  });

  it('are one on all their devices: each decides for itself, and what one takes back no other keeps', async () => {
    const [laptop, telephone] = [of('bert'), of('bert')];
    await decide(laptop, { STATISTICS: 'granted' });
    expect([await counted(laptop), await counted(telephone)]).toEqual([200, 403]);
    await telephone.send('DELETE', '/consent');
    expect([await counted(laptop), await counted(telephone)]).toEqual([403, 403]);
  });

  it('are believed of no cookie that another subject was given', async () => {
    const carla = of('carla');
    await decide(carla, { STATISTICS: 'granted' });
    for (const thief of [of('dora'), new Browser(server.url)]) {
      for (const [name, value] of carla.cookies) thief.setCookie(name, value);
      expect(await counted(thief)).toBe(403);
    }
  });

  it('leave those that the application does not know to the cookie of the module', async () => {
    const stranger = new Browser(server.url);
    const { subjectId } = await decide(stranger, { STATISTICS: 'granted' });
    expect([...stranger.cookies.keys()]).toEqual(['privacy_subject', 'privacy_consent']);
    expect((await decide(stranger, { MARKETING: 'granted' })).subjectId).toBe(subjectId);
    expect(await counted(stranger)).toBe(200);
  });

  it('are refused where no record could hold them', async () => {
    const subjects = server.app.get<AccountSubjects>(ConsentSubjects);
    const broken = jest.spyOn(subjects, 'subjectOf').mockReturnValue('anna@example.com');
    server.app.useLogger(false);
    const statuses = [(await of('anna').decide({ STATISTICS: 'granted' })).status, await counted(of('anna'))];
    broken.mockRestore();
    expect(statuses).toEqual([500, 500]);
  });
});
