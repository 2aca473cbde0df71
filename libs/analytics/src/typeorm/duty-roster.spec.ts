import { days } from '@nest-privacy/core';
import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import { type DataSource } from 'typeorm';
import { DutyRoster } from './duty-roster.js';
import { ANALYTICS_TABLES, migrated } from '../../test/migrated.js';

const NOW = Date.parse('2026-06-15T12:00:00Z');

describe.each(testDatabases())('a duty on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;

  beforeAll(async () => {
    place = await database.create(ANALYTICS_TABLES);
    source = await migrated(place);
  });
  afterAll(async () => {
    await source.destroy();
    await place.drop();
  });

  const takers = async (name: string, now: number): Promise<number> => {
    const taken = await Promise.all(Array.from({ length: 5 }, () => new DutyRoster(source).takes(name, days(1), now)));
    return taken.filter(Boolean).length;
  };

  it('is taken on by one of all, once in its time', async () => {
    expect(await takers('sweep', NOW)).toBe(1);
    expect(await takers('sweep', NOW + days(1) - 1)).toBe(0);
    expect(await takers('sweep', NOW + days(1))).toBe(1);
    expect(await takers('another', NOW)).toBe(1);
  });

  it('is not put off by a clock that was wrong', async () => {
    expect(await takers('clock', NOW + days(365))).toBe(1);
    expect(await takers('clock', NOW)).toBe(1);
    expect(await takers('clock', NOW + 1)).toBe(0);
  });
});
