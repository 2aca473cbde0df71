import { type Clock, SYSTEM_CLOCK } from '@nest-privacy/core';
import { type DataSource } from 'typeorm';
import { resolveAnalyticsOptions } from '../src/config/resolve-analytics-options.js';
import { type AnalyticsModuleOptions } from '../src/analytics.options.js';
import { type EventParticipant } from '../src/typeorm/event-participant.js';
import { TypeOrmAnalyticsStore } from '../src/typeorm/typeorm-analytics-store.js';

/** What a store is made with. */
export interface StoreOnOptions extends Pick<AnalyticsModuleOptions, 'newTextsPerHour'> {
  readonly clock?: Clock;
  readonly participants?: readonly EventParticipant[];
}

/** A store as the module makes it, on a database that is there. */
export const storeOn = (
  source: DataSource,
  { clock = SYSTEM_CLOCK, participants = [], ...options }: StoreOnOptions = {},
): TypeOrmAnalyticsStore => new TypeOrmAnalyticsStore(source, resolveAnalyticsOptions(options), clock, participants);
