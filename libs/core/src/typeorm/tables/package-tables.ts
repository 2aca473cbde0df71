import { type EntityTarget, type ObjectLiteral } from 'typeorm';

/** What a package keeps in the DataSource of its application. */
export interface PackageTables {
  /** Name of the package. */
  readonly from: string;
  /** What the names of its exports `…_ENTITIES` and `…_MIGRATIONS` begin with. */
  readonly prefix: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  /** Those of which the database is to refuse that a row is changed or deleted. @default none */
  readonly appendOnly?: readonly EntityTarget<ObjectLiteral>[];
}
