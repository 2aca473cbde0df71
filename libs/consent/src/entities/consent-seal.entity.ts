import { SealRow } from '@nest-privacy/core/typeorm';
import { Entity, Index } from 'typeorm';

/** What sealed the records of a site, step by step; the log is the site. */
@Entity({ name: 'privacy_consent_seal' })
@Index('privacy_consent_seal_latest', ['log', 'latest'])
export class ConsentSealEntity extends SealRow {}
