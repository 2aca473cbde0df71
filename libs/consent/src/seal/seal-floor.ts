import { hours } from '@nest-privacy/core';
import { type LogEntry, type SealReader, type TreeHead } from '@nest-privacy/core/sealing';
import { Between, type EntityManager, In, IsNull, Not } from 'typeorm';
import { ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { isUpTo } from '../ledger/record-cursor.js';
import { type FedRecord } from '../ledger/record-feed.js';

/** What tells a record's place. */
type Placed = FedRecord<'id'>;

/** Place of a numbered record in the feed. */
type Place = readonly [sequence: number, receivedAt: number, id: string];

/** How far a log had come when its newest head was this one. */
interface Floor {
  readonly signature: string | undefined;
  /** `null` where nothing that has a number is sealed. */
  readonly place: Place | null;
}

/**
 * How far each log has come by its own word, whatever the follower's row says: what has a number up to there is sealed, or was put there later. So nothing is sealed
 * twice, and nothing that was slipped in among what is sealed, where somebody set the follower back.
 */
export class SealFloor {
  private readonly floors = new Map<string, Floor>();

  /** Those records of a site that come after the end of its log. */
  async above<R extends Placed>(
    log: string,
    records: readonly R[],
    store: SealReader,
    manager: EntityManager,
  ): Promise<readonly R[]> {
    const floor = await this.floorOf(log, store, manager);
    const sealed = await unnumberedSealed(log, records, store);
    return records.filter((record) => {
      const place = placeOf(record);
      return place === null ? !sealed.has(record.id) : floor === null || !isUpTo(place, floor);
    });
  }

  /** Takes note of what a log was led to, to be believed only while that is its newest head. */
  raise({ log, signature }: TreeHead, sealed: readonly Placed[]): void {
    const last = sealed.findLast((record) => placeOf(record) !== null);
    const place = last ? placeOf(last) : (this.floors.get(log)?.place ?? null);
    this.floors.set(log, { signature, place });
  }

  private async floorOf(log: string, store: SealReader, manager: EntityManager): Promise<Place | null> {
    const head = await store.newest(log);
    const known = this.floors.get(log);
    if (known && known.signature === head?.signature) return known.place;
    const place = await lastNumbered(log, head?.size ?? 0, store, manager);
    this.floors.set(log, { signature: head?.signature, place });
    return place;
  }
}

const placeOf = ({ sequence, receivedAt, id }: Placed): Place | null =>
  sequence === null || sequence === undefined ? null : [sequence, receivedAt.getTime(), id];

/** The last number that the log has sealed; a seal of those without one may stand behind it. */
async function lastNumbered(
  log: string,
  size: number,
  store: SealReader,
  manager: EntityManager,
): Promise<Place | null> {
  for (let end = size; end > 0;) {
    const [seal] = await store.seals(log, end - 1, 1);
    if (!seal || seal.entries.length === 0) return null;
    const last = await lastOf(log, seal.entries, manager);
    if (last) return last;
    end = seal.head.size - seal.entries.length;
  }
  return null;
}

async function lastOf(log: string, entries: readonly LogEntry[], manager: EntityManager): Promise<Place | null> {
  const times = entries.map(({ at }) => at);
  const records = await manager.find(ConsentRecordEntity, {
    select: { subjectId: true, receivedAt: true, id: true, sequence: true },
    where: {
      siteId: log,
      receivedAt: Between(new Date(Math.min(...times)), new Date(Math.max(...times))),
      id: In(entries.map(({ id }) => id)),
      sequence: Not(IsNull()),
    },
  });
  const places = records.map(placeOf).filter((place) => place !== null);
  return places.reduce<Place | null>((last, place) => (last && isUpTo(place, last) ? last : place), null);
}

/** Which of those without a number have been sealed; they are few, or all of before there were numbers. */
async function unnumberedSealed(
  log: string,
  records: readonly Placed[],
  store: SealReader,
): Promise<ReadonlySet<string>> {
  const byHour = new Map<number, number[]>();
  for (const record of records) {
    if (placeOf(record) !== null) continue;
    const at = record.receivedAt.getTime();
    const hour = Math.floor(at / hours(1));
    byHour.set(hour, [...(byHour.get(hour) ?? []), at]);
  }
  const sealed = new Set<string>();
  for (const times of byHour.values())
    for (const { entries } of await store.sealsAt(log, Math.min(...times), Math.max(...times)))
      for (const { id } of entries) sealed.add(id);
  return sealed;
}
