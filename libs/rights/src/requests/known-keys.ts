import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { read, RequiredTables, tableOf } from '@nest-privacy/core/typeorm';
import { DataSource } from 'typeorm';
import { RightsRequestEntity } from '../entities/rights-request.entity.js';
import { RIGHTS_DATA_SOURCE } from '../rights.data-source.js';
import { RequestNames } from './request-names.js';

/** Lets no application start without a key by which an open request is encrypted: whom it is about could not be read, and it would never be done. */
@Injectable()
export class KnownKeys implements OnApplicationBootstrap {
  constructor(
    @Inject(RIGHTS_DATA_SOURCE) private readonly source: DataSource,
    private readonly tables: RequiredTables,
    private readonly names: RequestNames,
  ) {}

  /** @throws ConfigurationError `ENCRYPTION_KEY_UNKNOWN`, or what {@link RequiredTables} throws */
  async onApplicationBootstrap(): Promise<void> {
    await this.tables.onApplicationBootstrap();
    // The id of a key stands before what it wrapped, see `EnvelopeKeys`.
    const used = tableOf(this.source, RightsRequestEntity).sql(`
      SELECT min({names_key}) AS wrapped FROM {} WHERE {finished_at} IS NULL AND {names_key} IS NOT NULL
      GROUP BY substr({names_key}, 1, 10)`);
    const rows = await read(this.source, (manager) => manager.query<{ wrapped: string }[]>(used));
    this.names.requireKnown(rows.map(({ wrapped }) => wrapped));
  }
}
