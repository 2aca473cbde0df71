import {
  Between,
  type DataSource,
  type EntityManager,
  type EntityTarget,
  LessThan,
  LessThanOrEqual,
  MoreThan,
  MoreThanOrEqual,
  And,
} from 'typeorm';
import { type TreeHead } from '../../sealing/heads/tree-head.js';
import { entriesOf, entriesText } from '../../sealing/log/log-entry.js';
import {
  LONGEST_SEAL,
  type Seal,
  type SealedNode,
  type SealReader,
  type SealWriter,
} from '../../sealing/log/seal-store.js';
import { publicKeyOf, type SealingPublicKey } from '../../sealing/heads/sealing-key.js';
import { read } from '../transact.js';
import { type SealKeyRow } from './seal-key-row.js';
import { type SealNodeRow } from './seal-node-row.js';
import { type SealRenewalRow } from './seal-renewal-row.js';
import { type SealRow } from './seal-row.js';

/** The entities of a package's sealed logs. */
export interface SealEntities {
  readonly seal: EntityTarget<SealRow>;
  readonly node: EntityTarget<SealNodeRow>;
  readonly key: EntityTarget<SealKeyRow>;
  readonly renewal: EntityTarget<SealRenewalRow>;
}

/** A public key, and from when to when it was the newest. */
export interface PublishedKey extends SealingPublicKey {
  readonly validFrom: string;
  /** `null` for the newest. */
  readonly validUntil: string | null;
}

const HEAD = {
  log: true,
  size: true,
  root: true,
  previous: true,
  sealedAt: true,
  keyId: true,
  signature: true,
} as const;

const headOfRow = ({ log, size, root, previous, sealedAt, keyId, signature }: SealRow | SealRenewalRow): TreeHead => ({
  log,
  size,
  root,
  previous,
  sealedAt,
  keyId,
  signature,
});

const sealOfRow = (row: SealRow): Seal => ({ head: headOfRow(row), entries: entriesOf(row.entries) });

/** Sealed logs in the tables of a package. */
export class TypeOrmSealStore implements SealReader, SealWriter {
  /** @param manager of a transaction that is open. Default: reads by themselves, and no writing */
  constructor(
    private readonly source: DataSource,
    private readonly entities: SealEntities,
    private readonly manager?: EntityManager,
  ) {}

  within(manager: EntityManager): TypeOrmSealStore {
    return new TypeOrmSealStore(this.source, this.entities, manager);
  }

  async newest(log: string): Promise<TreeHead | null> {
    const row = await this.ask((manager) =>
      manager.findOne(this.entities.seal, { select: HEAD, where: { log }, order: { size: 'DESC' } }),
    );
    return row && ((await this.renewals(log, row.size, row.size)).at(-1) ?? headOfRow(row));
  }

  async renewals(log: string, from: number, until: number): Promise<readonly TreeHead[]> {
    const rows = await this.ask((manager) =>
      manager.find(this.entities.renewal, {
        where: { log, size: Between(from, until) },
        order: { size: 'ASC', place: 'ASC' },
      }),
    );
    return rows.map(headOfRow);
  }

  async headOf(log: string, size: number): Promise<TreeHead | null> {
    const row = await this.ask((manager) =>
      manager.findOne(this.entities.seal, { select: HEAD, where: { log, size } }),
    );
    return row && headOfRow(row);
  }

  async seals(log: string, after: number, limit: number): Promise<readonly Seal[]> {
    const rows = await this.ask((manager) =>
      manager.find(this.entities.seal, { where: { log, size: MoreThan(after) }, order: { size: 'ASC' }, take: limit }),
    );
    return rows.map(sealOfRow);
  }

  async sealsAt(log: string, at: number, until = at): Promise<readonly Seal[]> {
    const rows = await this.ask((manager) =>
      manager.find(this.entities.seal, {
        where: {
          log,
          latest: And(MoreThanOrEqual(at), LessThanOrEqual(until + LONGEST_SEAL)),
          earliest: LessThanOrEqual(until),
        },
        order: { size: 'ASC' },
      }),
    );
    return rows.map(sealOfRow);
  }

  async nodes(log: string, level: number, from: number, to: number): Promise<readonly SealedNode[]> {
    const rows = await this.ask((manager) =>
      manager.find(this.entities.node, {
        where: { log, level, place: And(MoreThanOrEqual(from), LessThan(to)) },
        order: { place: 'ASC' },
      }),
    );
    return rows.map(({ place, hash }) => ({ level, index: place, hash }));
  }

  /** The logs that there are. */
  async logs(): Promise<readonly string[]> {
    const rows = await this.ask((manager) =>
      manager
        .createQueryBuilder(this.entities.seal, 'seal')
        .select('DISTINCT seal.log', 'log')
        .getRawMany<{ log: string }>(),
    );
    return rows.map(({ log }) => log).sort();
  }

  async add(log: string, seals: readonly Seal[], nodes: readonly SealedNode[]): Promise<void> {
    const manager = this.manager!;
    const rows = seals.map(({ head, entries }) => ({
      ...head,
      entries: entriesText(entries),
      earliest: entries.reduce((least, { at }) => Math.min(least, at), Infinity),
      latest: entries.reduce((most, { at }) => Math.max(most, at), -Infinity),
    }));
    for (const part of partsOf(rows)) await manager.insert(this.entities.seal, part);
    const places = nodes.map(({ level, index, hash }) => ({ log, level, place: index, hash }));
    for (const part of partsOf(places)) await manager.insert(this.entities.node, part);
  }

  async renew(head: TreeHead): Promise<void> {
    const { log, size } = head;
    const earlier = await this.renewals(log, size, size);
    await this.manager!.insert(this.entities.renewal, {
      ...head,
      previous: head.previous!,
      place: earlier.length + 1,
    });
  }

  /** Keeps a public key for ever, from its first use on; in the transaction that uses it, or before. Several processes may at once. */
  async addKey({ kid, x }: SealingPublicKey, now: number): Promise<void> {
    const manager = this.manager!;
    const known = await manager.findOneBy(this.entities.key, { keyId: kid });
    if (known) return;
    const row = { keyId: kid, x, validFrom: now };
    await manager
      .createQueryBuilder()
      .insert()
      .into(this.entities.key)
      .values(row)
      .orIgnore()
      .updateEntity(false)
      .execute();
  }

  /** All keys that were ever added, newest first. */
  async keys(): Promise<readonly PublishedKey[]> {
    const rows = await this.ask((manager) =>
      manager.find(this.entities.key, { order: { validFrom: 'DESC', keyId: 'ASC' } }),
    );
    const iso = (instant: number): string => new Date(instant).toISOString();
    return rows.map(({ x, validFrom }, i) => ({
      ...publicKeyOf(x),
      validFrom: iso(validFrom),
      validUntil: i === 0 ? null : iso(rows[i - 1]!.validFrom),
    }));
  }

  private ask<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.manager ? work(this.manager) : read(this.source, work);
  }
}

/** Rows in one statement, far below the parameters either database takes. */
const BATCH = 100;

const partsOf = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, i) => rows.slice(i * BATCH, (i + 1) * BATCH));
