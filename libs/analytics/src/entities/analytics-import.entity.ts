import { instant } from '@nest-privacy/core/typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An import of an access log that is not finished; the row is deleted when it is, or once the salts of its day are destroyed. */
@Entity('privacy_analytics_import')
export class AnalyticsImportEntity {
  /** A hash of the site and the log's first lines, in hex. */
  @PrimaryColumn('varchar', { length: 64, primaryKeyConstraintName: 'privacy_analytics_import_pk' })
  log!: string;

  @Column(instant())
  begun!: Date;

  /** Half of its secret, 256 random bits in hex; the other half is the key of the day on which it began, which is in no database. */
  @Column('varchar', { length: 64 })
  seed!: string;

  /** How far it has come, as JSON. */
  @Column('text', { nullable: true })
  position!: string | null;
}
