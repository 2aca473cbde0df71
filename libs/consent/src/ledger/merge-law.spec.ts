import { type ConsentCategory, type Decisions, type Page } from '@nest-privacy/core';
import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import fc from 'fast-check';
import { type ConsentRecordView, ConsentStateEntity } from '../index.js';
import { bodyOf, Browser } from '../../test/browser.js';
import { type ConsentApp, startConsentApp } from '../../test/consent-app.js';

const CONSENT = 'privacy_consent';
const NAMES = ['STATISTICS', 'MARKETING', 'CHAT'] as ConsentCategory[];
const SUBJECT_ONLY = -1;

type Named = Partial<Record<ConsentCategory, 'granted' | 'denied'>>;

/** One request of one of the visitor's browsers; `consent` chooses the consent cookie it holds: none, or one of those that were ever set. */
interface Step {
  readonly kind: 'decide' | 'withdraw';
  readonly named: Named;
  readonly consent: number;
  readonly days: number;
}

const named = fc
  .tuple(fc.subarray(NAMES, { minLength: 1, maxLength: 2 }), fc.constantFrom('granted', 'denied'))
  .map(([names, decision]): Named => Object.fromEntries(names.map((name) => [name, decision])));

const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom('decide', 'decide', 'decide', 'withdraw'),
    named,
    consent: fc.constantFrom(SUBJECT_ONLY, SUBJECT_ONLY, 0, 1, 2, 3),
    days: fc.constantFrom(0, 0, 1, 100),
  }),
  { minLength: 1, maxLength: 6 },
);

const [database] = testDatabases();

describe.each(testDatabases())('what a decision builds upon on $name', ({ name }) => {
  let server: ConsentApp;

  beforeAll(async () => {
    server = await startConsentApp({
      database: testDatabases().find((candidate) => candidate.name === name)!,
      adapter: 'fastify',
      core: { categories: ['CHAT'] },
      consent: { rateLimit: 'off' },
    });
  });
  afterAll(() => server.close());

  const standing = (): Promise<ConsentStateEntity | null> =>
    server.source.getRepository(ConsentStateEntity).findOne({ where: {}, order: { decidedAt: 'DESC' } });

  it('holds a grant only when it is named now or proven by the cookies of the request, and loses no refusal', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        await server.source.getRepository(ConsentStateEntity).clear();
        const visitor = new Browser(server.url);
        await visitor.decide({ STATISTICS: 'granted', MARKETING: 'granted' });
        const consents = [visitor.cookies.get(CONSENT)!];
        for (const { kind, named, consent, days } of sequence) {
          server.clock.advance(days * 86_400_000);
          const request = visitor.copy();
          request.setCookie(CONSENT, consent === SUBJECT_ONLY ? '' : consents[consent % consents.length]!);
          const shown = await request.consent();
          const before = await standing();
          const answer = kind === 'decide' ? await request.decide(named) : await request.send('DELETE', '/consent');
          const record = await bodyOf<ConsentRecordView>(answer);
          for (const category of NAMES) {
            const decision = record.decisions[category];
            const word = kind === 'withdraw' ? 'denied' : named[category];
            if (word) expect(decision).toBe(word);
            else if (decision === 'granted') expect(shown.decisions[category]).toBe('granted');
            else if (before?.withdrawn === 1 || before?.decisions[category] === 'denied')
              expect(decision).toBe('denied');
          }
          expect(Date.parse(record.receivedAt)).toBeGreaterThan(before!.decidedAt.getTime());
          expect(await standing()).toMatchObject({ recordId: record.id, decisions: record.decisions });
          expect(await request.consent()).toMatchObject({ recordId: record.id });
          consents.push(request.cookies.get(CONSENT)!);
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

describe.each(TEST_ADAPTERS)('a subject cookie without its consent cookie under %s', (adapter) => {
  let server: ConsentApp;

  beforeAll(async () => {
    server = await startConsentApp({ database: database!, adapter });
  });
  afterAll(() => server.close());

  const withoutConsent = async (granted: Decisions): Promise<Browser> => {
    const visitor = new Browser(server.url);
    await visitor.decide(granted);
    visitor.setCookie(CONSENT, '');
    return visitor;
  };

  it('shows nothing decided, and a refusal then brings no grant back', async () => {
    const visitor = await withoutConsent({ STATISTICS: 'granted', MARKETING: 'granted' });
    expect((await visitor.consent()).decisions).toEqual({ STATISTICS: 'unset', MARKETING: 'unset' });
    const record = await bodyOf<ConsentRecordView>(await visitor.decide({ STATISTICS: 'denied' }));
    expect(record).toMatchObject({
      eventType: 'changed',
      decisions: { STATISTICS: 'denied', MARKETING: 'unset' },
    });
    expect((await visitor.consent()).allowed).toEqual({ ESSENTIALS: true, STATISTICS: false, MARKETING: false });
  });

  it('loses no refusal', async () => {
    const visitor = await withoutConsent({ STATISTICS: 'denied', MARKETING: 'denied' });
    const record = await bodyOf<ConsentRecordView>(await visitor.decide({ STATISTICS: 'granted' }));
    expect(record.decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'denied' });
  });

  it('shows no history', async () => {
    const visitor = new Browser(server.url);
    const { id } = await bodyOf<ConsentRecordView>(await visitor.decide({ STATISTICS: 'granted' }));
    expect((await visitor.send('GET', `/consent/records/${id}`)).status).toBe(200);
    visitor.setCookie(CONSENT, '');
    expect((await visitor.send('GET', `/consent/records/${id}`)).status).toBe(404);
    expect((await bodyOf<Page<unknown>>(await visitor.send('GET', '/consent/records'))).items).toEqual([]);
  });
});
