/** TypeORM's manager, as a transaction hands it to its callback. */
export type { EntityManager as TransactionManager } from 'typeorm';
