import { ConsentDeliveryEntity } from './consent-delivery.entity.js';
import { ConsentFollowerEntity } from './consent-follower.entity.js';
import { ConsentNoticeDraftEntity } from './consent-notice-draft.entity.js';
import { ConsentNoticeExhibitEntity } from './consent-notice-exhibit.entity.js';
import { ConsentNoticeVersionEntity } from './consent-notice-version.entity.js';
import { ConsentIdentityEntity } from './consent-identity.entity.js';
import { ConsentPolicyDecisionEntity } from './consent-policy-decision.entity.js';
import { ConsentRecordEntity } from './consent-record.entity.js';
import { ConsentSealKeyEntity } from './consent-seal-key.entity.js';
import { ConsentSealNodeEntity } from './consent-seal-node.entity.js';
import { ConsentSealRenewalEntity } from './consent-seal-renewal.entity.js';
import { ConsentSealEntity } from './consent-seal.entity.js';
import { ConsentServedDayEntity } from './consent-served-day.entity.js';
import { ConsentServedEntity } from './consent-served.entity.js';
import { ConsentStateEntity } from './consent-state.entity.js';
import { ConsentSubjectKeyEntity } from './consent-subject-key.entity.js';
import { ConsentWebhookEntity } from './consent-webhook.entity.js';
import { ConsentTallyEntity } from './consent-tally.entity.js';

/** For the application's DataSource. */
export const CONSENT_ENTITIES = [
  ConsentRecordEntity,
  ConsentStateEntity,
  ConsentFollowerEntity,
  ConsentNoticeVersionEntity,
  ConsentNoticeDraftEntity,
  ConsentNoticeExhibitEntity,
  ConsentServedEntity,
  ConsentServedDayEntity,
  ConsentSubjectKeyEntity,
  ConsentIdentityEntity,
  ConsentPolicyDecisionEntity,
  ConsentWebhookEntity,
  ConsentDeliveryEntity,
  ConsentSealEntity,
  ConsentSealNodeEntity,
  ConsentSealKeyEntity,
  ConsentSealRenewalEntity,
  ConsentTallyEntity,
];
