import { type DynamicModule } from '@nestjs/common';
import { requiresTables } from '@nest-privacy/core/typeorm';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { ANALYTICS_DATA_SOURCE } from '../analytics.data-source.js';
import { ANALYTICS_ENTITIES } from '../entities/index.js';
import { SALT_KEYS_PROVIDER } from '../identity/salt-keys.provider.js';
import { SaltSource } from '../identity/salt-source.js';
import { StatisticsReader } from '../statistics/statistics-reader.js';
import { AnalyticsStore } from '../store/analytics-store.js';
import { BlockedNetworks } from '../store/blocked-networks.js';
import { EventOutbox } from '../store/event-outbox.js';
import { ImportJournal } from '../store/import-journal.js';
import { PendingErasures } from '../store/pending-erasures.js';
import { VisitorEvents } from '../store/visitor-events.js';
import { EventParticipants } from './event-participant.js';
import { SaltVault } from './salt-vault.js';
import { TermCollector } from './term-collector.js';
import { TypeOrmAnalyticsStore } from './typeorm-analytics-store.js';
import { TypeOrmBlockedNetworks } from './typeorm-blocked-networks.js';
import { TypeOrmEventOutbox } from './typeorm-event-outbox.js';
import { TypeOrmImportJournal } from './typeorm-import-journal.js';
import { TypeOrmPendingErasures } from './typeorm-pending-erasures.js';
import { TypeOrmStatisticsReader } from './typeorm-statistics-reader.js';
import { TypeOrmVisitorEvents } from './typeorm-visitor-events.js';
import { EarlierEvents } from './upkeep/earlier-events.js';
import { TableUpkeep } from './upkeep/table-upkeep.js';

/** The parts of the module that need TypeORM, of which a `store` of the application's own takes the place. */
export const typeOrmStore = (dataSource: string): Pick<DynamicModule, 'imports' | 'providers' | 'exports'> => ({
  imports: [TypeOrmModule.forFeature(ANALYTICS_ENTITIES, dataSource)],
  providers: [
    { provide: ANALYTICS_DATA_SOURCE, useExisting: getDataSourceToken(dataSource) },
    SALT_KEYS_PROVIDER,
    { provide: EventParticipants, useValue: [] },
    SaltVault,
    { provide: SaltSource, useExisting: SaltVault },
    { provide: AnalyticsStore, useClass: TypeOrmAnalyticsStore },
    { provide: StatisticsReader, useClass: TypeOrmStatisticsReader },
    { provide: VisitorEvents, useClass: TypeOrmVisitorEvents },
    { provide: BlockedNetworks, useClass: TypeOrmBlockedNetworks },
    { provide: ImportJournal, useClass: TypeOrmImportJournal },
    { provide: PendingErasures, useClass: TypeOrmPendingErasures },
    { provide: EventOutbox, useClass: TypeOrmEventOutbox },
    TermCollector,
    TableUpkeep,
    EarlierEvents,
    requiresTables(ANALYTICS_DATA_SOURCE, {
      from: '@nest-privacy/analytics',
      prefix: 'ANALYTICS',
      entities: ANALYTICS_ENTITIES,
    }),
  ],
  exports: [TermCollector],
});
