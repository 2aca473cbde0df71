import { DataSource, EntitySchema } from 'typeorm';
import { type DisposableDatabase, storageDatabases } from '../testing/index.js';
import { ensureSchema } from './ensure-schema.js';

const Entry = new EntitySchema<{ id: number; order: string }>({
  name: 'Entry',
  tableName: 'entry',
  columns: { id: { type: 'integer', primary: true }, order: { type: 'text', name: 'order' } },
});

describe.each(storageDatabases())('ensureSchema on $name', (database) => {
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

  const check = (entities: EntitySchema[] = [Entry]): Promise<void> => ensureSchema(source, entities, 'ENTRY');

  it('names the migrations that the database lacks, and is content once they have run', async () => {
    const lacking = { code: 'MIGRATIONS_MISSING', remedy: expect.stringContaining('ENTRY_MIGRATIONS') as string };
    await expect(check()).rejects.toMatchObject(lacking);
    await source.query('CREATE TABLE entry (id integer PRIMARY KEY)');
    await expect(check()).rejects.toMatchObject(lacking); // as an earlier version left it
    await source.query('ALTER TABLE entry ADD COLUMN "order" text');
    await check();
  });

  it('names the entities that the DataSource does not know', async () => {
    const Other = new EntitySchema({ name: 'Other', columns: { id: { type: 'integer', primary: true } } });
    await expect(check([Other])).rejects.toMatchObject({
      code: 'ENTITIES_MISSING',
      remedy: expect.stringContaining('ENTRY_ENTITIES') as string,
    });
  });
});
