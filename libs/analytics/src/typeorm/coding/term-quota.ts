import { Logger } from '@nestjs/common';
import { hours } from '@nest-privacy/core';
import { BoundedMap } from '@nest-privacy/core/kit';
import { dialectOf, perDataSource, tableOf, write } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { AnalyticsTermQuotaEntity } from '../../entities/analytics-term-quota.entity.js';

const SITES_KEPT = 1_000;

/** Another clock may be an hour ahead; one that is further off, before or behind, is not believed. */
const takeBy = (placeholders: string): string => `
  INSERT INTO {} AS q ({site}, {hour}, {used}) VALUES (${placeholders})
  ON CONFLICT ({site}) DO UPDATE SET
    {used} = excluded.{used} + CASE WHEN q.{hour} - excluded.{hour} IN (0, 1) THEN q.{used} ELSE 0 END,
    {hour} = excluded.{hour} + CASE WHEN q.{hour} - excluded.{hour} = 1 THEN 1 ELSE 0 END
  RETURNING {used} AS "used"`;

const statementOf = perDataSource((source) =>
  tableOf(source, AnalyticsTermQuotaEntity).sql(takeBy(dialectOf(source) === 'postgres' ? '$1, $2, $3' : '?, ?, ?')),
);

/** How many new texts a site may still add to the dictionary in this hour, whichever process asks. */
export class TermQuota {
  private readonly logger = new Logger('AnalyticsStore');
  /** By site, the hour in which it has nothing left, so that nobody asks the database again and again. */
  private readonly spent = new BoundedMap<string, number>(SITES_KEPT);

  /** @param most new texts of a site in an hour */
  constructor(
    private readonly source: DataSource,
    private readonly most: number,
  ) {}

  /**
   * Takes a part of what is left.
   *
   * @param wanted at least 1
   * @returns how many may be added, from 0 to `wanted`
   */
  async take(site: string, wanted: number, now: number): Promise<number> {
    const hour = Math.floor(now / hours(1));
    if (this.spent.get(site) === hour) return 0;
    const [row] = await write(this.source, (manager) =>
      manager.query<{ used: number }[]>(statementOf(this.source), [site, hour, wanted]),
    );
    const excess = Math.max(0, row!.used - this.most);
    if (excess > 0) this.remember(site, hour);
    return Math.max(0, wanted - excess);
  }

  private remember(site: string, hour: number): void {
    this.spent.set(site, hour);
    this.logger.warn(
      `site "${site}" has added ${this.most} new texts within an hour; until ${new Date(hours(hour + 1)).toISOString()} further ones count as "(other)". ` +
        'Raise the option "newTextsPerHour" if they are real',
    );
  }
}
