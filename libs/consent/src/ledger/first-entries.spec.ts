import { newId } from '@nest-privacy/core/kit';
import { type DisposableDatabase, storageDatabases } from '@nest-privacy/core/testing';
import { type DataSource, In } from 'typeorm';
import { CONSENT_TABLES, migrated } from '../../test/consent-app.js';
import { ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { ConsentStateEntity } from '../entities/consent-state.entity.js';
import { consentEntry } from '../testing/consent-entry.js';
import { type ConsentEntry } from './consent-entry.js';
import { PostgresConsentWriter } from './postgres-consent-writer.js';

const ON_POSTGRES = storageDatabases().filter(({ name }) => name.startsWith('PostgreSQL'));

describe.each(ON_POSTGRES)('first decisions that are made at once on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;
  let writer: PostgresConsentWriter;

  beforeAll(async () => {
    place = await database.create(CONSENT_TABLES);
    source = await migrated(place);
    writer = new PostgresConsentWriter(source);
  });
  afterAll(async () => {
    await source.destroy();
    await place.drop();
  });

  const decide = (members: Partial<ConsentRecordEntity> = {}, subjectId = newId()): Promise<ConsentEntry> => {
    const owner = { siteId: 'default', subjectId, isNew: true };
    return writer.write(owner, (previous) => consentEntry(owner, previous, members));
  };
  const recordsOf = (entries: readonly ConsentEntry[]): Promise<ConsentRecordEntity[]> =>
    source.getRepository(ConsentRecordEntity).findBy({ id: In(entries.map(({ record }) => record.id)) });

  it('share a commit, and are kept as they would be one by one', async () => {
    const alone = await decide({ language: 'de', givenAt: new Date(1_760_000_000_123) });
    const entries = await Promise.all(
      Array.from({ length: 100 }, () => decide({ language: 'de', givenAt: new Date(1_760_000_000_123) })),
    );
    const [one] = await recordsOf([alone]);
    const many = await recordsOf(entries);
    const subjects = entries.map(({ state }) => state.subjectId);
    expect(await source.getRepository(ConsentStateEntity).countBy({ subjectId: In(subjects) })).toBe(100);
    expect(many).toHaveLength(100);
    const numbered = await source.getRepository(ConsentRecordEntity).find({
      select: { id: true, sequence: true },
      where: { id: In(many.map(({ id }) => id)) },
    });
    expect(new Set(numbered.map(({ sequence }) => sequence ?? 'none')).size).toBe(2);
    expect(numbered.every(({ sequence }) => typeof sequence === 'number')).toBe(true);
    for (const kept of many) {
      const { id, subjectId, receivedAt, leafHash } = kept;
      const entry = entries.find(({ record }) => record.id === id)!;
      expect({ ...kept }).toEqual({ ...one, id, subjectId, receivedAt, leafHash });
      expect([subjectId, receivedAt, leafHash]).toEqual([
        entry.record.subjectId,
        entry.record.receivedAt,
        entry.record.leafHash,
      ]);
    }
  });

  it('are each kept or refused by themselves where the database refuses one of them', async () => {
    const outcomes = await Promise.allSettled([decide(), decide({ language: 'x'.repeat(36) }), decide()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const kept = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(await recordsOf(kept)).toHaveLength(2);
  });

  it('follow what a subject has decided already', async () => {
    const known = await decide();
    const { subjectId } = known.state;
    const [again] = await Promise.all([decide({}, subjectId), decide(), decide({}, subjectId)]);
    expect(await source.getRepository(ConsentRecordEntity).countBy({ subjectId })).toBe(3);
    const [first, later] = [await decide({}, subjectId), await decide()];
    expect(await source.getRepository(ConsentRecordEntity).countBy({ subjectId })).toBe(4);
    expect([again.record.subjectId, first.record.subjectId]).toEqual([subjectId, subjectId]);
    expect(later.record.subjectId).not.toBe(subjectId);
  });
});
