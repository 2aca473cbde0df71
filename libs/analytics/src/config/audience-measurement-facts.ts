import { type AudienceMeasurementFacts } from '@nest-privacy/core';
import { type AnalyticsConfig } from '../analytics.config.js';

/** What is measured here is measured for one site, by a cookie that no visit renews. */
export const audienceMeasurementFacts = ({
  cookieLifetime,
  destinations,
}: AnalyticsConfig): AudienceMeasurementFacts => ({
  trackerLifetime: cookieLifetime,
  isTrackerRenewed: false,
  isForwarded: destinations.length > 0,
  isCrossSite: false,
});
