import { SealRenewalRow } from '@nest-privacy/core/typeorm';
import { Entity } from 'typeorm';

/** Heads that a newer key signed anew, where nothing was decided since. */
@Entity({ name: 'privacy_consent_seal_renewal' })
export class ConsentSealRenewalEntity extends SealRenewalRow {}
