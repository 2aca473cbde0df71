import { bigNumber, identifier, instant } from '@nest-privacy/core/typeorm';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A cookie that requests to a site brought and its catalogue does not know: its name, without what may be a person's number, and never a value. */
@Entity('privacy_undeclared_cookies')
@Index('privacy_undeclared_cookies_name', ['site', 'name'], { unique: true })
export class UndeclaredCookieEntity {
  /** Of the full hour when it was first seen, so that ids are in the order of the list; those of one hour are in none. */
  @PrimaryColumn(identifier())
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  site!: string;

  @Column({ type: 'varchar', length: 128 })
  name!: string;

  /** Requests that brought it. */
  @Column(bigNumber())
  seen!: number;

  /** The full hour, as {@link lastSeenAt}: a name may be one person's alone, and when they came is nobody's concern. */
  @Column(instant({ name: 'first_seen_at' }))
  firstSeenAt!: Date;

  @Column(instant({ name: 'last_seen_at' }))
  lastSeenAt!: Date;
}
