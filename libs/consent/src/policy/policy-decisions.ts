import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { BoundedMap } from '@nest-privacy/core/kit';
import { perDataSource, read, tableOf, write } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentPolicyDecisionEntity } from '../entities/consent-policy-decision.entity.js';
import { EntityColumns } from '../ledger/entity-columns.js';
import { type PolicyTerms } from './policy-terms.js';

/** Ids that are known to be there. */
const REMEMBERED = 10_000;

const insertOf = perDataSource((source) => {
  const columns = new EntityColumns(source, ConsentPolicyDecisionEntity);
  const table = tableOf(source, ConsentPolicyDecisionEntity);
  const values = source.options.type === 'postgres' ? columns.casts(1) : columns.marks;
  const id = source.options.type === 'postgres' ? '$1' : '?1';
  // SQLite's guard refuses a row that is there, also one that would be left alone; two processes may both have found none.
  const sql = table.sql(`INSERT INTO {} (${columns.names}) SELECT ${values}
    WHERE NOT EXISTS (SELECT 1 FROM {} WHERE {id} = ${id}) ON CONFLICT DO NOTHING`);
  return { sql, columns };
});

/** What policies decided, kept once each: the records that were made under them point there. */
@Injectable()
export class PolicyDecisions {
  /** Of those that are being written the promise, so that a hundred visitors wait for one statement. */
  private readonly kept = new BoundedMap<string, true | Promise<void>>(REMEMBERED);

  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Sees to it that terms are there before a record points to them.
   *
   * @returns `undefined` where this process knows that they are, which is all but once
   * @throws DatabaseUnavailableException (the promise) when they cannot be written
   */
  keep(terms: PolicyTerms): Promise<void> | undefined {
    const known = this.kept.get(terms.id);
    if (known === true) return undefined;
    if (known) return known;
    const writing = this.insert(terms).then(
      () => this.kept.set(terms.id, true),
      (error: unknown) => {
        this.kept.delete(terms.id);
        throw error;
      },
    );
    this.kept.set(terms.id, writing);
    return writing;
  }

  /** The terms that a record's `policyId` names; `null` when nobody ever decided under such. */
  async byId(id: string): Promise<PolicyTerms | null> {
    const found = await read(this.source, (manager) => manager.findOneBy(ConsentPolicyDecisionEntity, { id }));
    return found && { id: found.id, ...found.terms };
  }

  private async insert({ id, ...terms }: PolicyTerms): Promise<void> {
    const { sql, columns } = insertOf(this.source);
    const row: ConsentPolicyDecisionEntity = Object.assign(new ConsentPolicyDecisionEntity(), {
      id,
      firstUsedAt: new Date(this.clock.now()),
      rulesVersion: terms.rules.version,
      rulesHash: terms.rules.sha256,
      jurisdiction: terms.jurisdiction,
      country: terms.place.country,
      region: terms.place.region,
      geoSource: terms.place.source,
      terms,
    });
    await write(this.source, (manager) => manager.query(sql, columns.valuesOf(row)));
  }
}
