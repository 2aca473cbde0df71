import { isDeepStrictEqual } from 'node:util';
import { newId, newIdAt } from '@nest-privacy/core/kit';
import { type DisposableDatabase, eventually, ManualClock, testDatabases } from '@nest-privacy/core/testing';
import { dialectOf, transact } from '@nest-privacy/core/typeorm';
import fc from 'fast-check';
import { DataSource, type EntityManager, Not } from 'typeorm';
import { CONSENT_TABLES, migrated } from './consent-app.js';
import { type ConsentConfig } from '../src/consent.config.js';
import { type ConsentEventType } from '../src/decision/event-type.js';
import { ConsentPolicyDecisionEntity } from '../src/entities/consent-policy-decision.entity.js';
import { type ConsentRecordEntity } from '../src/entities/consent-record.entity.js';
import { ConsentTallyEntity } from '../src/entities/consent-tally.entity.js';
import { CONSENT_ENTITIES } from '../src/entities/index.js';
import { type ConsentWriter } from '../src/ledger/consent-writer.js';
import { PostgresConsentWriter } from '../src/ledger/postgres-consent-writer.js';
import { RecordFeed } from '../src/ledger/record-feed.js';
import { RecordFollowers } from '../src/ledger/record-followers.js';
import { SqliteConsentWriter } from '../src/ledger/sqlite-consent-writer.js';
import { consentEntry } from '../src/testing/consent-entry.js';
import { MOST_VALUES } from '../src/tally/bounded-rows.js';
import { ConsentTallies } from '../src/report/consent-tallies.js';

const FIRST = Date.UTC(2026, 0, 1);
const EVENTS: readonly ConsentEventType[] = ['given', 'refused', 'changed', 'renewed', 'withdrawn', 'imported'];
/** A site for which the values of properties are more than are told apart. */
const FLOODED = 'flooded';
const POLICY = { DE: 'd'.repeat(64), unknown: 'u'.repeat(64) };

const decision = fc.constantFrom('granted' as const, 'denied' as const, 'unset' as const);
const record = fc.record({
  siteId: fc.constantFrom<string>('default', 'other'),
  day: fc.integer({ min: 0, max: 3 }),
  eventType: fc.constantFrom(...EVENTS),
  decisions: fc.record({ STATISTICS: decision, MARKETING: decision }),
  language: fc.constantFrom('de', 'en', null),
  noticeVersion: fc.integer({ min: 1, max: 2 }),
  method: fc.constantFrom<string>('banner', 'api'),
  signals: fc.record({ dnt: fc.constantFrom(true, false, null), gpc: fc.boolean() }),
  policyId: fc.constantFrom(POLICY.DE, POLICY.unknown, null),
  surface: fc.constantFrom<string | null>('banner', null),
});

/** What happens beside the counting, between two batches of some size. */
const step = fc.record({
  written: fc.array(record, { maxLength: 6 }),
  batch: fc.integer({ min: 1, max: 5 }),
  fails: fc.boolean(),
  isTwofold: fc.boolean(),
});

/** @param numRuns of stories on each database */
export const describeTallies = (numRuns: number): void =>
  describe.each(testDatabases())('the sums of the ledger on $name', (database) => {
    const clock = new ManualClock();
    let place: DisposableDatabase;
    let source: DataSource;
    let other: DataSource;
    let writer: ConsentWriter;

    beforeAll(async () => {
      place = await database.create(CONSENT_TABLES);
      source = await migrated(place);
      other = await new DataSource({ ...place.options, entities: CONSENT_ENTITIES }).initialize();
      writer = dialectOf(source) === 'postgres' ? new PostgresConsentWriter(source) : new SqliteConsentWriter(source);
      const terms = { rulesVersion: '1', rulesHash: null, jurisdiction: 'x', region: null, terms: {} };
      for (const [country, id] of [
        ['DE', POLICY.DE],
        [null, POLICY.unknown],
      ] as const)
        await transact(source, (manager) =>
          manager.insert(ConsentPolicyDecisionEntity, {
            ...terms,
            id,
            country,
            geoSource: 'none' as never,
            firstUsedAt: new Date(0),
          }),
        );
    });
    afterAll(async () => {
      await other.destroy();
      await source.destroy();
      await place.drop();
    });

    const talliesOn = (on: DataSource): { tallies: ConsentTallies; followers: RecordFollowers } => {
      const followers = new RecordFollowers(on, clock, new RecordFeed(on, clock));
      const config = { report: { pollInterval: 'off' } } as unknown as ConsentConfig;
      return { tallies: new ConsentTallies(on, config, followers), followers };
    };

    const add = async ({
      day,
      ...members
    }: ReturnType<typeof draw> & { variant?: string }): Promise<ConsentRecordEntity> => {
      const at = FIRST + day * 86_400_000 + 5;
      const owner = { siteId: members.siteId, subjectId: newId(), isNew: true };
      const compose = (): ReturnType<typeof consentEntry> =>
        consentEntry(owner, null, { ...members, receivedAt: new Date(at), id: newIdAt(at) });
      return (await writer.write(owner, compose)).record;
    };
    const draw = (): typeof record extends fc.Arbitrary<infer T> ? T : never => fc.sample(record, 1)[0]!;

    /** Counted again out of the records, one question for each property. */
    const rawSums = async (manager: EntityManager): Promise<string[]> => {
      const rows: Record<string, string>[] = await manager.query(
        `SELECT record.*, policy.country AS country FROM privacy_consent_record record
       LEFT JOIN privacy_consent_policy_decision policy ON policy.id = record.policy_id WHERE record.site_id <> '${FLOODED}'`,
      );
      const sums = new Map<string, number>();
      const count = (key: readonly unknown[]): unknown => sums.set(key.join('|'), (sums.get(key.join('|')) ?? 0) + 1);
      for (const row of rows.filter(({ event_type }) => event_type !== 'imported')) {
        const signals = JSON.parse(row.signals!) as { dnt: boolean | null; gpc: boolean };
        const properties = {
          all: '',
          language: row.language ?? '',
          noticeVersion: row.notice_version!,
          method: row.method!,
          country: row.country ?? '',
          signal: [signals.gpc && 'gpc', signals.dnt && 'dnt'].filter(Boolean).join('+') || 'none',
          event: row.event_type!,
          regime: row.regime!,
          surface: row.surface ?? '',
          variant: row.variant ?? '',
        };
        const day = new Date(Number(row.received_at)).toISOString().slice(0, 10);
        for (const [property, value] of Object.entries(properties)) {
          const key = [row.site_id, property, day, value];
          count([...key, '', row.event_type === 'withdrawn' ? 'withdrawn' : 'decided']);
          if (row.event_type === 'withdrawn') continue;
          for (const [category, said] of Object.entries(JSON.parse(row.decisions!) as Record<string, string>))
            if (said !== 'unset') count([...key, category, said]);
        }
      }
      return [...sums].map(([key, sum]) => `${key} = ${sum}`).sort();
    };

    const kept = async (manager: EntityManager): Promise<string[]> => {
      const rows = await manager.findBy(ConsentTallyEntity, { siteId: Not(FLOODED) });
      return rows
        .flatMap(({ siteId, property, day, value, category, rounding: _, ...sums }) =>
          Object.entries(sums)
            .filter(([, sum]) => sum > 0)
            .map(([name, sum]) => `${[siteId, property, day, value, category, name].join('|')} = ${sum}`),
        )
        .sort();
    };

    /** Records are given out when all before them are decided, which transactions of others may delay. */
    const agreement = (count: () => Promise<void>): Promise<unknown> =>
      eventually(
        async () => {
          await count();
          return transact(source, async (manager) => [await kept(manager), await rawSums(manager)]);
        },
        ([told, truth]) => isDeepStrictEqual(told, truth),
      );

    it('are those of the records, whatever the batches, and whoever counts, fails and begins again', async () => {
      const run = async (steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[]): Promise<void> => {
        for (const { written, batch, fails, isTwofold } of steps) {
          await Promise.all(written.map(add));
          const { tallies, followers } = talliesOn(source);
          const follower = { ...tallies.follower, batch };
          if (fails) {
            const dying = async (...given: Parameters<typeof follower.take>): Promise<void> => {
              await follower.take(...given);
              throw new Error('killed');
            };
            await followers.lead({ ...follower, take: dying }).catch(() => undefined);
          }
          const second = talliesOn(other);
          await Promise.all([
            followers.lead(follower),
            ...(isTwofold ? [second.followers.lead({ ...second.tallies.follower, batch })] : []),
          ]);
        }
        const { tallies, followers } = talliesOn(source);
        await agreement(async () => {
          while (await followers.lead({ ...tallies.follower, batch: 3 }));
        });
      };
      await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), run), { numRuns });
    });

    it('are of as many rows as there may be, whatever those who post choose', async () => {
      const { tallies } = talliesOn(source);
      const said = { ...draw(), siteId: FLOODED, day: 0, eventType: 'given' as const };
      const posted = Array.from({ length: MOST_VALUES * 2 }, (_, i) => ({
        ...said,
        method: `m${i}`,
        variant: `v${i}`,
      }));
      await Promise.all(posted.map(add));
      const sumsOf = async (property: string): Promise<ConsentTallyEntity[]> =>
        source.getRepository(ConsentTallyEntity).findBy({ property, siteId: FLOODED, category: '' });
      const counted = (rows: readonly ConsentTallyEntity[]): number => rows.reduce((sum, row) => sum + row.decided, 0);
      await eventually(
        async () => {
          await tallies.run();
          return counted(await sumsOf('all'));
        },
        (count) => count === posted.length,
      );
      for (const property of ['method', 'variant']) {
        const rows = await sumsOf(property);
        expect(rows).toHaveLength(MOST_VALUES + 1);
        expect(counted(rows)).toBe(posted.length);
      }
      await add({ ...said, method: 'm0', surface: 'somewhere' });
      await add({ ...said, method: 'one-more', surface: 'somewhere-else' });
      await eventually(
        async () => {
          await tallies.run();
          return sumsOf('surface');
        },
        (rows) => rows.find(({ value }) => value === 'other')?.decided === 2,
      );
      expect(await sumsOf('method')).toHaveLength(MOST_VALUES + 1);
    });

    it('are kept by a job of the process, which nobody waits for', async () => {
      const { tallies } = talliesOn(source);
      await Promise.all(fc.sample(record, 40).map(add));
      await agreement(() => tallies.run());
      await tallies.onModuleDestroy();
    });

    if (database.name === 'SQLite') return;

    it('miss nothing that was begun before what they have counted, and committed after it', async () => {
      const { tallies } = talliesOn(source);
      const late = source.createQueryRunner();
      await late.startTransaction();
      await late.query('SELECT pg_current_xact_id()');
      await add(draw());
      await tallies.run();
      await late.commitTransaction();
      await late.release();
      await add(draw());
      await agreement(() => tallies.run());
    });
  });
