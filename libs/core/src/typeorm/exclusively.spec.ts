import { DataSource } from 'typeorm';
import { type DisposableDatabase, storageDatabases } from '../testing/index.js';
import { exclusively } from './exclusively.js';

describe.each(storageDatabases())('leadership on $name', (database) => {
  let place: DisposableDatabase;
  let sources: DataSource[];

  beforeEach(async () => {
    place = await database.create();
    sources = await Promise.all([1, 2].map(() => new DataSource(place.options).initialize()));
  });
  afterEach(async () => {
    for (const source of sources) await source.destroy();
    await place.drop();
  });

  it('is one process at a time, and free again after work and after failure', async () => {
    const [first, second] = sources as [DataSource, DataSource];
    let inside = 0;
    const lead = (source: DataSource, name = 'work'): Promise<string | undefined> =>
      exclusively(source, name, async (manager) => {
        inside += 1;
        expect(inside).toBe(1);
        await manager.query('SELECT 1');
        if (database.name !== 'SQLite') {
          expect(await exclusively(second, name, () => Promise.resolve('nobody'))).toBeUndefined();
          expect(await exclusively(second, 'other work', () => Promise.resolve('somebody'))).toBe('somebody');
        }
        inside -= 1;
        return 'led';
      });
    expect(await lead(first)).toBe('led');
    await expect(exclusively(first, 'work', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await exclusively(second, 'work', () => Promise.resolve('led'))).toBe('led');
  });
});
