import { dialectOf, tableOf, write } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { AnalyticsDutyEntity } from '../entities/analytics-duty.entity.js';

/** Has one process do what all would do otherwise. */
export class DutyRoster {
  constructor(private readonly source: DataSource) {}

  /**
   * Takes a duty on, unless somebody has within `every`.
   *
   * @param every milliseconds
   * @param now milliseconds since the epoch; a time that lies further ahead than `every` comes from a wrong clock and does not count
   * @returns whether it is this process' turn
   */
  async takes(name: string, every: number, now: number): Promise<boolean> {
    const [own, begun, before, after] =
      dialectOf(this.source) === 'postgres' ? ['$1', '$2', '$3', '$4'] : ['?', '?', '?', '?'];
    const taken = await write(this.source, (manager) =>
      manager.query<unknown[]>(
        tableOf(this.source, AnalyticsDutyEntity).sql(
          `INSERT INTO {} AS d ({name}, {begun}) VALUES (${own}, ${begun})
           ON CONFLICT ({name}) DO UPDATE SET {begun} = excluded.{begun} WHERE d.{begun} <= ${before} OR d.{begun} > ${after}
           RETURNING {name}`,
        ),
        [name, now, now - every, now + every],
      ),
    );
    return taken.length > 0;
  }
}
