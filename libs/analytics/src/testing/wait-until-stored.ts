import { type INestApplicationContext } from '@nestjs/common';
import { type DataSource } from 'typeorm';
import { waitUntil } from '@nest-privacy/core/testing';
import { ANALYTICS_DATA_SOURCE } from '../analytics.data-source.js';
import { AnalyticsService } from '../analytics.service.js';
import { AnalyticsEventEntity } from '../entities/analytics-event.entity.js';

/**
 * Sends what waits in the application's buffer, and waits until so many events are stored.
 *
 * @throws Error when they are not within 15 seconds
 */
export async function waitUntilStored(app: INestApplicationContext, count: number): Promise<void> {
  const events = app.get<DataSource>(ANALYTICS_DATA_SOURCE, { strict: false }).getRepository(AnalyticsEventEntity);
  const analytics = app.get(AnalyticsService, { strict: false });
  await waitUntil(`${count} events are stored`, async () => {
    await analytics.flush();
    return (await events.count()) >= count;
  });
}
