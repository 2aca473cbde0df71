import { type AnalyticsDestination, HttpCollectorDestination } from '@nest-privacy/analytics';
import { type Environment } from '../config/environment.js';

/**
 * Where events go beside the store: nowhere, or to the collector that the environment names.
 *
 * @throws ConfigurationError when its URL or a network is malformed
 */
export function destinationsOf(environment: Environment): AnalyticsDestination[] {
  const { COLLECTOR_ID, COLLECTOR_NETWORKS, COLLECTOR_URL, COLLECTOR_VERSION } = environment;
  if (COLLECTOR_URL === undefined || COLLECTOR_ID === undefined) return [];
  return [
    new HttpCollectorDestination({
      url: COLLECTOR_URL,
      trackingId: COLLECTOR_ID,
      version: COLLECTOR_VERSION,
      allowPrivateAddresses: COLLECTOR_NETWORKS,
    }),
  ];
}
