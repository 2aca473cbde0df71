import { dialectOf, migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const tallyIn = (runner: QueryRunner): SqlTable => migratedTable(runner, 'ConsentTallyEntity', 'privacy_consent_tally');

const CHANCE = {
  postgres: 'floor(random() * 100000)::integer',
  sqlite: 'abs(random() % 100000)',
};

/** How each sum is rounded where a report tells it: by chance, and the same way each time. */
export class RoundTallies1764302000000 implements MigrationInterface {
  readonly name = 'RoundTallies1764302000000';

  async up(runner: QueryRunner): Promise<void> {
    // A process of before, which still runs, adds rows without it.
    await runner.query(tallyIn(runner).sql('ALTER TABLE {} ADD COLUMN {rounding} integer NOT NULL DEFAULT 0'));
    await runner.query(tallyIn(runner).sql(`UPDATE {} SET {rounding} = ${CHANCE[dialectOf(runner)]}`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(tallyIn(runner).sql('ALTER TABLE {} DROP COLUMN {rounding}'));
  }
}
