import { AnalyticsBlockedEntity } from './analytics-blocked.entity.js';
import { AnalyticsArrivalEntity } from './analytics-arrival.entity.js';
import { AnalyticsColumnEntity } from './analytics-column.entity.js';
import { AnalyticsClientEntity } from './analytics-client.entity.js';
import { AnalyticsCounterEntity } from './analytics-counter.entity.js';
import { AnalyticsDutyEntity } from './analytics-duty.entity.js';
import { AnalyticsErasedEntity } from './analytics-erased.entity.js';
import { AnalyticsEventEntity } from './analytics-event.entity.js';
import { AnalyticsRevenueEntity } from './analytics-revenue.entity.js';
import { AnalyticsSaleEntity } from './analytics-sale.entity.js';
import { AnalyticsImportEntity } from './analytics-import.entity.js';
import { AnalyticsOutboxEntity } from './analytics-outbox.entity.js';
import { AnalyticsPendingErasureEntity } from './analytics-pending-erasure.entity.js';
import { AnalyticsSaltEntity } from './analytics-salt.entity.js';
import { AnalyticsSumEntity } from './analytics-sum.entity.js';
import { AnalyticsTermQuotaEntity } from './analytics-term-quota.entity.js';
import { AnalyticsTermEntity } from './analytics-term.entity.js';
import { AnalyticsVisitEntity } from './analytics-visit.entity.js';
import { AnalyticsVisitorDayEntity } from './analytics-visitor-day.entity.js';

/** The entities of the package, for the `entities` of a DataSource that does not load them by itself. */
export const ANALYTICS_ENTITIES = [
  AnalyticsEventEntity,
  AnalyticsTermEntity,
  AnalyticsTermQuotaEntity,
  AnalyticsSaltEntity,
  AnalyticsDutyEntity,
  AnalyticsErasedEntity,
  AnalyticsBlockedEntity,
  AnalyticsClientEntity,
  AnalyticsArrivalEntity,
  AnalyticsVisitEntity,
  AnalyticsVisitorDayEntity,
  AnalyticsSumEntity,
  AnalyticsRevenueEntity,
  AnalyticsSaleEntity,
  AnalyticsCounterEntity,
  AnalyticsImportEntity,
  AnalyticsOutboxEntity,
  AnalyticsPendingErasureEntity,
  AnalyticsColumnEntity,
];
