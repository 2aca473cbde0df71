import { hours, minutes } from '@nest-privacy/core';
import { newId } from '@nest-privacy/core/kit';
import { testDatabases } from '@nest-privacy/core/testing';
import { ConsentRecordEntity, type ConsentRecordView } from '../index.js';
import { bodyOf, Browser } from '../../test/browser.js';
import { type ConsentApp, startConsentApp } from '../../test/consent-app.js';

const OWN = { 'sec-fetch-site': 'same-origin' };
const BODY = { STATISTICS: 'granted' };

describe.each(testDatabases())('an Idempotency-Key on $name', (database) => {
  let server: ConsentApp;
  let visitor: Browser;
  let key: string;

  beforeAll(async () => {
    server = await startConsentApp({
      database,
      adapter: 'fastify',
      core: {
        sites: [
          { id: 'one', hosts: ['127.0.0.1'] },
          { id: 'two', hosts: ['two.example'] },
        ],
        trustedProxies: ['loopback'],
      },
    });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    visitor = new Browser(server.url);
    key = newId();
  });

  const send = (
    browser: Browser,
    decisions: Record<string, string> = BODY,
    headers: Record<string, string> = {},
  ): Promise<Response> => browser.decide(decisions, {}, { 'idempotency-key': key, ...headers });
  const recordOf = (response: Response): Promise<ConsentRecordView> => bodyOf<ConsentRecordView>(response);
  const stranger = (headers: Record<string, string> = {}): Browser => new Browser(server.url, { ...OWN, ...headers });
  const problemOf = async (response: Response): Promise<[number, unknown]> => [
    response.status,
    (await bodyOf<{ code: string }>(response)).code,
  ];

  describe('of a first decision', () => {
    it('answers an exact repetition without cookies for ten minutes, as if the first answer had not been lost', async () => {
      const first = await recordOf(await send(visitor));
      server.clock.advance(minutes(10) - 1);
      const repetition = stranger();
      const again = await send(repetition);
      expect([again.status, await again.json()]).toEqual([200, first]);
      expect((await repetition.consent()).recordId).toBe(first.id);
    });

    it('is a first decision of somebody else from then on, which can be repeated in turn', async () => {
      const first = await recordOf(await send(visitor));
      server.clock.advance(minutes(10));
      const late = stranger();
      const second = await send(late);
      const record = await recordOf(second);
      expect(second.status).toBe(201);
      expect(record.subjectId).not.toBe(first.subjectId);
      const again = await send(late);
      expect([again.status, await again.json()]).toEqual([200, record]);
    });

    it.each<[string, (browser: Browser) => Promise<Response>]>([
      [
        'in another case, with another body',
        (b) => send(b, { STATISTICS: 'denied' }, { 'idempotency-key': key.toUpperCase() }),
      ],
      ['in another case', (b) => send(b, BODY, { 'idempotency-key': key.toUpperCase() })],
      ['with another body', (b) => send(b, { STATISTICS: 'granted', MARKETING: 'granted' })],
      ['on another site', (b) => send(b, BODY, { 'x-forwarded-host': 'two.example' })],
      ['from another address', (b) => send(b, BODY, { 'x-forwarded-for': '192.0.2.9' })],
    ])('hands nobody the subject %s', async (_, repeat) => {
      const first = await recordOf(await send(visitor));
      const thief = stranger();
      const second = await repeat(thief);
      expect([second.status, (await recordOf(second)).subjectId === first.subjectId]).toEqual([201, false]);
      expect((await visitor.consent()).recordId).toBe(first.id);
    });

    it('hands nobody the subject once it has decided again, for then no answer was lost', async () => {
      const first = await recordOf(await send(visitor));
      await visitor.decide({ MARKETING: 'granted' });
      const thief = stranger();
      const second = await send(thief);
      expect([second.status, (await recordOf(second)).subjectId === first.subjectId]).toEqual([201, false]);
      expect((await thief.consent()).decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'unset' });
    });

    it('that is no UUID is known again by the cookies alone', async () => {
      key = 'first';
      await send(visitor);
      expect((await send(stranger())).status).toBe(201);
      expect((await send(visitor)).status).toBe(200);
    });
  });

  describe('of a subject that the request proves', () => {
    it('answers an exact repetition for a day, and then stands for what was', async () => {
      await send(visitor);
      const day = visitor.copy();
      server.clock.advance(hours(24) - 1);
      expect((await send(day)).status).toBe(200);
      server.clock.advance(1);
      expect(await problemOf(await send(day))).toEqual([409, 'IDEMPOTENCY_KEY_REUSED']);
      const records = await server.source.getRepository(ConsentRecordEntity).countBy({ idempotencyKey: key });
      expect(records).toBe(1);
    });

    it('answers nothing about a later decision to a request without the consent cookie', async () => {
      await send(visitor);
      await visitor.decide({ MARKETING: 'granted' });
      visitor.setCookie('privacy_consent', '');
      expect(await problemOf(await send(visitor))).toEqual([409, 'IDEMPOTENCY_KEY_REUSED']);
      expect((await visitor.consent()).state).toBe('unset');
    });
  });
});
