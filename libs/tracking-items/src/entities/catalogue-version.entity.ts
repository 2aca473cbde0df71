import { type KnownCatalogue } from '@nest-privacy/core';
import { instant, json } from '@nest-privacy/core/typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An item and the version of it that a catalogue held. */
export type CatalogueEntry = readonly [itemId: string, itemVersion: number];

/** One version of a site's catalogue. The database refuses to change or delete it. */
@Entity('privacy_catalogue_versions')
export class CatalogueVersionEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  site!: string;

  @PrimaryColumn({ type: 'integer' })
  version!: number;

  /** Hex SHA-256 over the canonical JSON of the content. */
  @Column({ type: 'varchar', length: 64 })
  sha256!: string;

  /** What it held, as references into the items' histories. */
  @Column(json())
  items!: readonly CatalogueEntry[];

  /** Up to this version; `null` in versions from before they were noted. */
  @Column(json({ nullable: true }))
  renewals!: KnownCatalogue['renewals'] | null;

  @Column(instant({ name: 'created_at' }))
  createdAt!: Date;
}
