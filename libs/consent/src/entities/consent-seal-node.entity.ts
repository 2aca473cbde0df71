import { SealNodeRow } from '@nest-privacy/core/typeorm';
import { Entity } from 'typeorm';

/** Nodes of a site's tree, so that a proof reads little of it. */
@Entity({ name: 'privacy_consent_seal_node' })
export class ConsentSealNodeEntity extends SealNodeRow {}
