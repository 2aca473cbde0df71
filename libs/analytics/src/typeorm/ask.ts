import { type EntityManager } from 'typeorm';

/** Asks the database for rows, be it within a transaction or in its turn. */
export type Ask = <Row>(statement: string, values?: unknown[]) => Promise<Row[]>;

/** Asks within the transaction of a manager. */
export const askOf =
  (manager: EntityManager): Ask =>
  (statement, values) =>
    manager.query(statement, values);
