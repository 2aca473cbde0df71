import { type ConsentCategory } from '@nest-privacy/core';
import { testDatabases } from '@nest-privacy/core/testing';
import fc from 'fast-check';
import { type ConsentRecordView, ConsentStateEntity } from '../src/index.js';
import { bodyOf, Browser } from './browser.js';
import { type ConsentApp, startConsentApp } from './consent-app.js';

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

/**
 * What a decision builds upon, in every database. `PROPERTY_SEED=…` takes other requests, `PROPERTY_RUNS=…` more of them.
 *
 * @param usual which requests, and how many sequences of them
 */
export function provesMergeLaw(usual: { readonly seed: number; readonly runs: number }): void {
  const seed = Number(process.env.PROPERTY_SEED ?? usual.seed);
  const runs = Number(process.env.PROPERTY_RUNS ?? usual.runs);

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
        { seed, numRuns: runs },
      );
    }, 600_000);
  });
}
