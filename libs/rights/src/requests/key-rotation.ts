import { Inject, Injectable } from '@nestjs/common';
import { read, transact } from '@nest-privacy/core/typeorm';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { RightsRequestEntity } from '../entities/rights-request.entity.js';
import { RIGHTS_DATA_SOURCE } from '../rights.data-source.js';
import { RequestNames } from './request-names.js';

const BATCH = 500;

/**
 * Wraps the keys of all open requests by the newest key-encryption key, so that older ones may be taken out of the list. Reasons stay under the key of their day: the
 * database refuses to change them.
 */
@Injectable()
export class KeyRotation {
  constructor(
    @Inject(RIGHTS_DATA_SOURCE) private readonly source: DataSource,
    private readonly names: RequestNames,
  ) {}

  /**
   * Goes on until nothing is left, in transactions of 500 keys. May be run in several processes at once, be ended at any time, and begun again.
   *
   * @returns the number of keys after each batch
   * @throws DecryptionError when a row was altered
   */
  async *rewrap(): AsyncGenerator<number> {
    let done = 0;
    for (let rows = await this.next(); rows.length > 0; rows = await this.next()) {
      await transact(this.source, async (manager) => {
        for (const { id, namesKey } of rows) {
          const anew = this.names.rewrap(id, namesKey!);
          // What another process wrapped or destroyed in the meantime stays as it is.
          await manager.update(RightsRequestEntity, { id, namesKey: namesKey! }, { namesKey: anew });
        }
      });
      yield (done += rows.length);
    }
  }

  /** How many keys an older one wraps still. */
  remaining(): Promise<number> {
    return read(this.source, () => this.older().getCount());
  }

  private next(): Promise<RightsRequestEntity[]> {
    return read(this.source, () => this.older().take(BATCH).getMany());
  }

  private older(): SelectQueryBuilder<RightsRequestEntity> {
    return (
      this.source.manager
        .createQueryBuilder(RightsRequestEntity, 'request')
        // The id of a key stands before what it wrapped, see `EnvelopeKeys`.
        .where('request.namesKey IS NOT NULL AND substr(request.namesKey, 3, 8) <> :newest', {
          newest: this.names.newestKey,
        })
    );
  }
}
