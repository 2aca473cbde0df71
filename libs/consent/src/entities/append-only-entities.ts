import { ConsentNoticeExhibitEntity } from './consent-notice-exhibit.entity.js';
import { ConsentNoticeVersionEntity } from './consent-notice-version.entity.js';
import { ConsentPolicyDecisionEntity } from './consent-policy-decision.entity.js';
import { ConsentRecordEntity } from './consent-record.entity.js';
import { ConsentSealKeyEntity } from './consent-seal-key.entity.js';
import { ConsentSealNodeEntity } from './consent-seal-node.entity.js';
import { ConsentSealRenewalEntity } from './consent-seal-renewal.entity.js';
import { ConsentSealEntity } from './consent-seal.entity.js';
import { ConsentServedEntity } from './consent-served.entity.js';

/** Those whose rows the database refuses to change or delete. */
export const CONSENT_APPEND_ONLY = [
  ConsentRecordEntity,
  ConsentNoticeVersionEntity,
  ConsentNoticeExhibitEntity,
  ConsentServedEntity,
  ConsentPolicyDecisionEntity,
  ConsentSealEntity,
  ConsentSealNodeEntity,
  ConsentSealKeyEntity,
  ConsentSealRenewalEntity,
];
