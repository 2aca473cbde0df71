import { ConsentRecordEntity } from './consent-record.entity.js';
import { ConsentStateEntity } from './consent-state.entity.js';

/** For the application's DataSource. */
export const CONSENT_ENTITIES = [ConsentRecordEntity, ConsentStateEntity];
