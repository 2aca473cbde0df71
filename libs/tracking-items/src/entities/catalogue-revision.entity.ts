import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * One row that every change updates first. On both databases that makes changes wait for each other, also those of other processes, and its number tells
 * readers cheaply whether anything changed.
 */
@Entity('privacy_catalogue_revision')
export class CatalogueRevisionEntity {
  @PrimaryColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'integer' })
  revision!: number;
}
