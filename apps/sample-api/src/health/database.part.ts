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
    // A full disk, or a table that may not be written, is found out by rows alone, and a probe has none: what the last true write found out holds until the next.
    const { fault } = outageOf(this.source);
    const isShownByRows = dialectOf(this.source) === 'postgres' && (fault === 'full' || fault === 'forbidden');
    return isShownByRows ? { status: 'down', reason: fault } : { status: 'up' };
  }
}
