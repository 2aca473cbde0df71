import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DatabaseUnavailableException } from '@nest-privacy/core';
import { outageOf, probeWriting } from '@nest-privacy/core/typeorm';
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
    // A full disk, or a table that may not be written, is found out by rows alone, and a probe has none, or one for which there was room: what the last true write found out holds until the next, or for a minute.
    const { fault } = outageOf(this.source);
    return fault === 'full' || fault === 'forbidden' ? { status: 'down', reason: fault } : { status: 'up' };
  }
}
