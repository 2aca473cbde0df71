import { DataSource, EntitySchema } from 'typeorm';
import { type DisposableDatabase, storageDatabases } from '../testing/index.js';
import { outageOf } from './answered.js';
import { isUniqueViolation } from './unique-violation.js';
import { transact, write } from './transact.js';

const Note = new EntitySchema<{ id: number; text: string }>({
  name: 'note',
  columns: { id: { type: 'integer', primary: true }, text: { type: 'varchar', unique: true } },
});

describe.each(storageDatabases())('transactions on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;

  beforeAll(async () => {
    place = await database.create();
    source = await new DataSource({ ...place.options, entities: [Note], synchronize: true }).initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await place.drop();
  });
  beforeEach(() => source.getRepository(Note).clear());

  it('keeps two hundred concurrent transactions and single writes apart, whichever of them fail', async () => {
    const attempts = Array.from({ length: 200 }, (_, i) =>
      i % 2 === 0
        ? transact(source, async (manager) => {
            await manager.insert(Note, { id: i, text: `t${i}` });
            await new Promise(setImmediate);
            if (i % 10 === 0) throw new Error('rolled back');
          })
        : write(source, (manager) => manager.insert(Note, { id: i, text: `t${i}` })),
    );
    const failed = (await Promise.allSettled(attempts)).filter(({ status }) => status === 'rejected');
    expect(failed).toHaveLength(20);
    expect(await source.getRepository(Note).count()).toBe(180);
  });

  if (database.name === 'PostgreSQL')
    it('say of a table that may not be written that the database does not do its work', async () => {
      const forbidden = transact(source, async (manager) => {
        await manager.query('SET LOCAL ROLE pg_monitor');
        await manager.insert(Note, { id: 1, text: 'not allowed' });
      });
      await expect(forbidden).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE', fault: 'forbidden' });
      expect(outageOf(source).fault).toBe('forbidden');
    });

  it('knows a violated unique key from any other failure', async () => {
    await write(source, (manager) => manager.insert(Note, { id: 1, text: 'a' }));
    const twice = await write(source, (manager) => manager.insert(Note, { id: 2, text: 'a' })).catch(
      (error: unknown) => error,
    );
    const wrong = await source.query('SELECT nothing FROM nowhere').catch((error: unknown) => error);
    expect([isUniqueViolation(twice), isUniqueViolation(wrong)]).toEqual([true, false]);
  });
});
