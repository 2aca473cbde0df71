import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { ConsentRecordEntity } from '../index.js';
import { bodyOf, Browser } from '../../test/browser.js';
import { type ConsentApp, startConsentApp } from '../../test/consent-app.js';

const [database] = testDatabases();
/** A form whose fields may be there several times. */
type Fields = Record<string, string> | [string, string][];

describe.each(TEST_ADAPTERS)('a form that grants against Global Privacy Control, under %s', (adapter) => {
  let server: ConsentApp;
  let visitor: Browser;

  beforeAll(async () => {
    server = await startConsentApp({
      database: database!,
      adapter,
      consent: { rateLimit: 'off', gpcAffects: ['STATISTICS', 'MARKETING'] },
    });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    visitor = new Browser(server.url);
  });

  const headers = { 'sec-gpc': '1' };
  const BOTH = { STATISTICS: 'granted', MARKETING: 'granted' };
  const decide = (fields: Fields): Promise<Response> => {
    server.clock.advance(1_000);
    return visitor.send('POST', '/consent', { body: new URLSearchParams(fields), headers });
  };
  const newest = async () =>
    (await server.source.manager.find(ConsentRecordEntity, { order: { receivedAt: 'DESC' }, take: 1 }))[0]!;

  it('is informed of no category but those that it was acknowledged for', async () => {
    await decide({ ...BOTH, 'acknowledged-STATISTICS': 'gpc' });
    expect(await newest()).toMatchObject({
      decisions: BOTH,
      acknowledgedSignals: ['gpc'],
      informed: ['STATISTICS'],
    });
    expect((await visitor.consent(headers)).allowed.MARKETING).toBe(false);
    await decide({ MARKETING: 'granted', 'acknowledged-MARKETING': 'gpc' });
    expect((await newest()).informed).toEqual(['STATISTICS', 'MARKETING']);
    expect((await visitor.consent(headers)).allowed.MARKETING).toBe(true);
  });

  it('takes no acknowledgement for what is not granted', async () => {
    await decide({ STATISTICS: 'granted', MARKETING: 'denied', 'acknowledged-MARKETING': 'gpc' });
    expect(await newest()).toMatchObject({ acknowledgedSignals: [], informed: [] });
  });

  it('tells by the key of a repetition what was acknowledged', async () => {
    const keyed = (name: string): Promise<Response> =>
      visitor.send('POST', '/consent', {
        body: new URLSearchParams({ ...BOTH, [name]: 'gpc' }),
        headers: { ...headers, 'idempotency-key': 'acknowledged' },
      });
    await keyed('acknowledged-MARKETING');
    expect((await keyed('acknowledged-STATISTICS')).status).toBe(409);
    expect((await keyed('acknowledged-MARKETING')).status).toBe(303);
  });

  it.each<[string, string, Fields]>([
    ['of no category', 'VALIDATION_FAILED', { ...BOTH, 'acknowledged-FOO': 'gpc' }],
    ['of what is always on', 'VALIDATION_FAILED', { ...BOTH, 'acknowledged-ESSENTIALS': 'gpc' }],
    ['of another signal', 'VALIDATION_FAILED', { ...BOTH, 'acknowledged-MARKETING': 'dnt' }],
    [
      'twice',
      'VALIDATION_FAILED',
      [
        ['MARKETING', 'granted'],
        ['acknowledged-MARKETING', 'gpc'],
        ['acknowledged-MARKETING', 'gpc'],
      ],
    ],
    [
      'of one and of all',
      'DECISION_CONTRADICTORY',
      { ...BOTH, 'acknowledged-MARKETING': 'gpc', acknowledgedSignals: 'gpc' },
    ],
  ])('refuses an acknowledgement %s', async (_, code, fields) => {
    const before = await server.source.getRepository(ConsentRecordEntity).count();
    const [path] = [...new URLSearchParams(fields).keys()].filter((name) => name.startsWith('acknowledged-'));
    expect(await bodyOf(await decide(fields))).toMatchObject({ status: 400, code, errors: [{ path }] });
    expect(await server.source.getRepository(ConsentRecordEntity).count()).toBe(before);
  });
});
