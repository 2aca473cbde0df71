import { type MigrationInterface } from 'typeorm';
import { ANALYTICS_MIGRATIONS } from '@nest-privacy/analytics';
import { CONSENT_MIGRATIONS } from '@nest-privacy/consent';
import { RIGHTS_MIGRATIONS } from '@nest-privacy/rights';
import { TRACKING_ITEMS_MIGRATIONS } from '@nest-privacy/tracking-items';
import { CreateAdminTokens1763600900000 } from '../admin/migrations/1763600900000-create-admin-tokens.js';

/** Every migration of the suite and of this application; TypeORM orders them by the time in their names. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [
  ...TRACKING_ITEMS_MIGRATIONS,
  ...CONSENT_MIGRATIONS,
  ...ANALYTICS_MIGRATIONS,
  ...RIGHTS_MIGRATIONS,
  CreateAdminTokens1763600900000,
];
