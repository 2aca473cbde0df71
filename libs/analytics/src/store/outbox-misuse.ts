import { ConfigurationError } from '@nest-privacy/core';

const WHERE = 'AnalyticsService.track(…, { manager })';

/** The manager is of no open transaction, so that the event would stand whatever becomes of the rest. */
export const outboxTransaction = (): ConfigurationError =>
  new ConfigurationError({
    code: 'OUTBOX_TRANSACTION',
    what: 'the manager is of no open transaction, so that its event would not share the fate of anything',
    where: WHERE,
    remedy: 'give the manager that dataSource.transaction() or core’s transact() hands to its callback',
  });

/** The transaction is one of another database. */
export const outboxDataSource = (): ConfigurationError =>
  new ConfigurationError({
    code: 'OUTBOX_DATA_SOURCE',
    what: 'the transaction is of another DataSource than the tables of analytics, and no transaction reaches both',
    where: WHERE,
    remedy:
      'have AnalyticsModule keep its tables in the DataSource of the transaction, by its extra "dataSource", or call track() once the transaction is committed',
  });

/** There are no tables. */
export const outboxStore = (): ConfigurationError =>
  new ConfigurationError({
    code: 'OUTBOX_STORE',
    what: 'events are in a store of the application’s own, which no transaction of TypeORM reaches',
    where: WHERE,
    remedy: 'call track() without "manager" once the transaction is committed, or leave the extra "store" out',
  });
