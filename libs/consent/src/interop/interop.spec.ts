import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { Browser, bodyOf } from '../../test/browser.js';
import { type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { IabStrings } from '../iab/iab-strings.js';
import { type ConsentRecordView } from '../index.js';

const DENIED = {
  ad_storage: 'denied',
  ad_user_data: 'denied',
  ad_personalization: 'denied',
  analytics_storage: 'denied',
  functionality_storage: 'denied',
  personalization_storage: 'denied',
  security_storage: 'granted',
};
const ADS = { ad_storage: 'granted', ad_user_data: 'granted', ad_personalization: 'granted' };
/** `uspv1` of somebody who did not opt out, and of somebody who did. */
const [NOT_OUT, OUT] = ['DBABTA~1YNN', 'DBABTA~1YYN'];

describe.each(testDatabases().map((database, i) => ({ name: database.name, database, adapter: TEST_ADAPTERS[i]! })))(
  'what is kept for other systems, on $name under $adapter',
  ({ database, adapter }) => {
    let server: ConsentApp;

    beforeAll(async () => {
      server = await startConsentApp({ adapter, database, consent: { interop: { strings: new IabStrings() } } });
    });
    afterAll(() => server.close());

    const recordOf = async (response: Promise<Response>): Promise<ConsentRecordView> => bodyOf(await response);

    it('has the states of Consent Mode follow what is allowed, in the record and where the page asks', async () => {
      const visitor = new Browser(server.url);
      expect((await visitor.consent()).consentMode).toEqual(DENIED);
      const granted = await recordOf(visitor.decide({ STATISTICS: 'granted', MARKETING: 'granted' }));
      const all = { ...DENIED, ...ADS, analytics_storage: 'granted' };
      expect(granted.interop).toEqual({ consentMode: all });
      expect((await visitor.consent()).consentMode).toEqual(all);
      const refused = await recordOf(visitor.decide({ MARKETING: 'denied' }));
      expect(refused.interop).toEqual({ consentMode: { ...DENIED, analytics_storage: 'granted' } });
      const withdrawn = await recordOf(visitor.send('DELETE', '/consent'));
      expect(withdrawn.interop).toEqual({ consentMode: DENIED });
    });

    it('denies against GPC what was granted without knowing of it', async () => {
      const visitor = new Browser(server.url, { 'sec-fetch-site': 'same-origin', 'sec-gpc': '1' });
      const unaware = await recordOf(visitor.decide({ MARKETING: 'granted' }));
      expect(unaware.interop?.consentMode).toEqual(DENIED);
      const informed = await recordOf(visitor.decide({ MARKETING: 'granted' }, { acknowledgedSignals: ['gpc'] }));
      expect(informed.interop?.consentMode).toEqual({ ...DENIED, ...ADS });
    });

    it('keeps a string that was sent along, as it was sent, for visitors and replays', async () => {
      const visitor = new Browser(server.url);
      const strings = { gppString: NOT_OUT, gppSid: [6] };
      const key = { 'idempotency-key': crypto.randomUUID() };
      const record = await recordOf(visitor.decide({ MARKETING: 'granted' }, strings, key));
      expect(record.interop).toEqual({ ...strings, consentMode: { ...DENIED, ...ADS } });
      const shown = await bodyOf<ConsentRecordView>(await visitor.send('GET', `/consent/records/${record.id}`));
      expect(shown.interop).toEqual(record.interop);
      expect((await visitor.decide({ MARKETING: 'granted' }, strings, key)).status).toBe(200);
      expect((await visitor.decide({ MARKETING: 'granted' }, { gppString: OUT }, key)).status).toBe(409);
    });

    it('says where a string contradicts the visitor', async () => {
      const record = await recordOf(new Browser(server.url).decide({ MARKETING: 'granted' }, { gppString: OUT }));
      expect(record.interop?.conflicts).toEqual(['gppString:MARKETING']);
    });

    it.each([
      ['CONSENT_STRING_INVALID', { tcString: 'BOEFEAyOEFEAyAHABDENAI4AAAB9vABAASA' }],
      ['CONSENT_STRING_INVALID', { gppString: 'garbage' }],
      ['VALIDATION_FAILED', { tcString: 'C'.repeat(4_097) }],
      ['VALIDATION_FAILED', { tcString: 'CP Xx' }],
      ['VALIDATION_FAILED', { tcString: 7 }],
      ['VALIDATION_FAILED', { gppSid: [6.5] }],
      ['VALIDATION_FAILED', { gppSid: Array(33).fill(6) }],
    ])('refuses with %s what cannot be: %j', async (code, strings) => {
      const visitor = new Browser(server.url);
      const response = await visitor.decide({ MARKETING: 'granted' }, strings);
      expect([response.status, await bodyOf(response)]).toEqual([400, expect.objectContaining({ code })]);
      expect(visitor.cookies.size).toBe(0);
    });
  },
);

describe('without a reader of strings', () => {
  it('a string is refused, for what nobody read proves nothing', async () => {
    const [database] = testDatabases();
    const server = await startConsentApp({ adapter: 'fastify', database: database! });
    const response = await new Browser(server.url).decide({ MARKETING: 'granted' }, { tcString: 'CPXx', gppSid: [2] });
    expect([response.status, await bodyOf(response)]).toEqual([
      400,
      expect.objectContaining({
        code: 'CONSENT_STRING_UNSUPPORTED',
        errors: [expect.objectContaining({ path: 'tcString' }), expect.objectContaining({ path: 'gppSid' })],
      }),
    ]);
    await server.close();
  });
});
