import { AnalyticsBlockedEntity } from './analytics-blocked.entity.js';
import { AnalyticsDutyEntity } from './analytics-duty.entity.js';
import { AnalyticsErasedEntity } from './analytics-erased.entity.js';
import { AnalyticsEventEntity } from './analytics-event.entity.js';
import { AnalyticsSaltEntity } from './analytics-salt.entity.js';
import { AnalyticsTermEntity } from './analytics-term.entity.js';
import { AnalyticsTermQuotaEntity } from './analytics-term-quota.entity.js';

/** The entities of the package, for the `entities` of a DataSource that does not load them by itself. */
export const ANALYTICS_ENTITIES = [
  AnalyticsEventEntity,
  AnalyticsTermEntity,
  AnalyticsTermQuotaEntity,
  AnalyticsSaltEntity,
  AnalyticsDutyEntity,
  AnalyticsErasedEntity,
  AnalyticsBlockedEntity,
];
