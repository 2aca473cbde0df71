import { SealKeyRow } from '@nest-privacy/core/typeorm';
import { Entity } from 'typeorm';

/** All public keys that ever signed a head, or were given to. */
@Entity({ name: 'privacy_consent_seal_key' })
export class ConsentSealKeyEntity extends SealKeyRow {}
