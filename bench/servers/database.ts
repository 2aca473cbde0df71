import { sqliteOptions } from '@nest-privacy/core/typeorm';
import { type DataSourceOptions } from 'typeorm';

/** Options of a database by its address: `postgres://…`, or the path of an SQLite file. */
export const databaseOptions = (address: string): DataSourceOptions =>
  address.startsWith('postgres://') ? { type: 'postgres', url: address } : sqliteOptions(address);
