import { type SealEntities } from '@nest-privacy/core/typeorm';
import { ConsentSealKeyEntity } from '../entities/consent-seal-key.entity.js';
import { ConsentSealNodeEntity } from '../entities/consent-seal-node.entity.js';
import { ConsentSealRenewalEntity } from '../entities/consent-seal-renewal.entity.js';
import { ConsentSealEntity } from '../entities/consent-seal.entity.js';

/** Where the ledger's seals are kept. */
export const SEAL_ENTITIES: SealEntities = {
  seal: ConsentSealEntity,
  node: ConsentSealNodeEntity,
  key: ConsentSealKeyEntity,
  renewal: ConsentSealRenewalEntity,
};
