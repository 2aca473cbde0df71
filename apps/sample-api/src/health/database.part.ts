import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DatabaseUnavailableException } from '@nest-privacy/core';
import { dialectOf, outageOf, probeWriting } from '@nest-privacy/core/typeorm';
import { type Part, type PartHealth } from './part.js';

/** Whether the database commits what is written. */
@Injectable()
export class DatabasePart implements Part {
  readonly name = 'database';

  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async check(): Promise<PartHealth> {
    try {
      await probeWriting(this.source);
    } catch (error) {
      return { status: 'down', reason: error instanceof DatabaseUnavailableException ? error.fault : 'failing' };
    }
    // PostgreSQL finds out that its disk is full by rows alone, and a probe has none: what the last true write found out holds until the next.
    const full = dialectOf(this.source) === 'postgres' && outageOf(this.source).fault === 'full';
    return full ? { status: 'down', reason: 'full' } : { status: 'up' };
  }
}
