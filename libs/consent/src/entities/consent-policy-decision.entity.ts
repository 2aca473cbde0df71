import { type PlaceSource } from '@nest-privacy/core';
import { instant, json } from '@nest-privacy/core/typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type PolicyTerms } from '../policy/policy-terms.js';

/** What a policy decided for visitors of a place: added once, and pointed to by the records that were made under it. Nothing in it tells who they were. */
@Entity({ name: 'privacy_consent_policy_decision', withoutRowid: true })
export class ConsentPolicyDecisionEntity {
  /** SHA-256 over the canonical JSON of the terms that it holds, hex. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  /** When it was first needed; no part of what the id is made of. */
  @Column(instant({ name: 'first_used_at' }))
  firstUsedAt!: Date;

  @Column({ name: 'rules_version', type: 'varchar', length: 64 })
  rulesVersion!: string;

  /** `null` where the options of the module say what holds. */
  @Column({ name: 'rules_hash', type: 'varchar', length: 64, nullable: true })
  rulesHash!: string | null;

  @Column({ type: 'varchar', length: 64 })
  jurisdiction!: string;

  /** ISO 3166-1; `null` when it was not known. */
  @Column({ type: 'varchar', length: 2, nullable: true })
  country!: string | null;

  /** ISO 3166-2; `null` when it was not known. */
  @Column({ type: 'varchar', length: 6, nullable: true })
  region!: string | null;

  @Column({ name: 'geo_source', type: 'varchar', length: 16 })
  geoSource!: PlaceSource;

  /** The whole, of which the other columns are what is looked for. */
  @Column(json())
  terms!: Omit<PolicyTerms, 'id'>;
}
