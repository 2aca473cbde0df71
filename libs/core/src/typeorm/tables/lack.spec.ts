import { DataSource, EntitySchema } from 'typeorm';
import { type DisposableDatabase, testDatabases } from '../../testing/index.js';
import { type Lack, lackOf } from './lack.js';

const Entry = new EntitySchema<{ id: number; order: string }>({
  name: 'Entry',
  tableName: 'entry',
  columns: { id: { type: 'integer', primary: true }, order: { type: 'text', name: 'order' } },
});

describe.each(testDatabases())('what tables lack on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;

  beforeEach(async () => {
    place = await database.create();
    source = await new DataSource({ ...place.options, entities: [Entry] }).initialize();
  });
  afterEach(async () => {
    await source.destroy();
    await place.drop();
  });

  const check = (entities: EntitySchema[] = [Entry]): Promise<Lack | undefined> =>
    lackOf(source, { from: '@example/entries', prefix: 'ENTRY', entities });

  it('are tables and columns that migrations bring, and nothing once they have run', async () => {
    const lacking = { code: 'MIGRATIONS_MISSING', what: expect.stringContaining('entry') as string };
    expect(await check()).toMatchObject(lacking);
    await source.query('CREATE TABLE entry (id integer PRIMARY KEY)');
    expect(await check()).toMatchObject(lacking); // as an earlier version left it
    await source.query('ALTER TABLE entry ADD COLUMN "order" text');
    expect(await check()).toBeUndefined();
  });

  it('are entities that the DataSource does not know', async () => {
    const Other = new EntitySchema({ name: 'Other', columns: { id: { type: 'integer', primary: true } } });
    expect(await check([Other])).toMatchObject({ code: 'ENTITIES_MISSING' });
  });
});
