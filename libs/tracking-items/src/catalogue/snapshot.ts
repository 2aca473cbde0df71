import { dialectOf, transact } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager } from 'typeorm';

/** Reads several things as they stood at one moment: never half of a change, and never one that is not committed. */
export const snapshot = <T>(source: DataSource, read: (manager: EntityManager) => Promise<T>): Promise<T> =>
  transact(source, async (manager) => {
    if (dialectOf(source) === 'postgres')
      await manager.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return read(manager);
  });
