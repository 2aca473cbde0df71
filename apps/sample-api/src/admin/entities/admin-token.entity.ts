import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type AdminScope } from '@nest-privacy/core';
import { identifier, instant, json } from '@nest-privacy/core/typeorm';

/** An administrator's token. The token itself is not kept, only its digest. */
@Entity('admin_tokens')
export class AdminToken {
  @PrimaryColumn(identifier())
  id!: string;

  /** What the token is for, in the administrator's words. */
  @Column({ type: 'varchar', length: 100 })
  label!: string;

  /** Hex SHA-256 of the token; it has 256 random bits, so that no slower function is needed. */
  @Column({ type: 'varchar', length: 64 })
  digest!: string;

  @Column(json())
  scopes!: AdminScope[];

  @Column(instant({ name: 'created_at' }))
  createdAt!: Date;

  @Column(instant({ name: 'expires_at', nullable: true }))
  expiresAt!: Date | null;

  @Column(instant({ name: 'revoked_at', nullable: true }))
  revokedAt!: Date | null;
}
