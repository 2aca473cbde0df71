import { Inject, Injectable } from '@nestjs/common';
import { Clock, type DataSubject, type Page } from '@nest-privacy/core';
import { decodeCursor, newIdAt, pageOf } from '@nest-privacy/core/kit';
import { read, transact } from '@nest-privacy/core/typeorm';
import { DataSource, type EntityManager, In, IsNull } from 'typeorm';
import { RightsEventEntity } from '../entities/rights-event.entity.js';
import { RightsRequestNameEntity } from '../entities/rights-request-name.entity.js';
import { RightsRequestEntity } from '../entities/rights-request.entity.js';
import { RightsConfig } from '../rights.config.js';
import { RIGHTS_DATA_SOURCE } from '../rights.data-source.js';
import { endOf } from './deadlines.js';
import { type RequestEvent } from './request-event.js';
import { RequestNames } from './request-names.js';
import { RequestReasons } from './request-reasons.js';
import { type RequestKind, type RequestOrigin, type RequestState } from './request-state.js';

/** A request to write down. */
export interface NewRequest {
  readonly kind: RequestKind;
  readonly origin: RequestOrigin;
  /** `person`, or the id of an administrator. */
  readonly actor: string;
  readonly state: RequestState;
  /** The names that were given or proven, by which the request is found. */
  readonly given: DataSubject;
  /** Every name, where there is work to do for them. */
  readonly complete?: DataSubject;
  /** Names of the contributors that have to do it. Default: none. */
  readonly needed?: readonly string[];
  /** Milliseconds since the epoch; `null` where nothing is to be done yet. */
  readonly workAt: number | null;
}

/** Which requests are wanted. */
export interface RequestFilter {
  readonly kind?: RequestKind | undefined;
  readonly state?: RequestState | undefined;
  /** Only those that should have been answered by now. */
  readonly overdue?: boolean;
  readonly ofSubject?: DataSubject | undefined;
}

/** What happened to a request, and when. */
export interface HistoricEvent {
  readonly requestId: string;
  readonly at: Date;
  /** `person`, `system`, or the id of an administrator. */
  readonly actor: string;
  readonly event: RequestEvent;
}

/** Whoever keeps an erased person's list asks for a few. */
const MOST_OWN = 100;

/** Keeps requests and their history. */
@Injectable()
export class RightsRequests {
  constructor(
    @Inject(RIGHTS_DATA_SOURCE) private readonly source: DataSource,
    @Inject(RightsConfig) private readonly config: RightsConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly names: RequestNames,
    private readonly reasons: RequestReasons,
  ) {}

  async add({
    kind,
    origin,
    actor,
    state,
    given,
    complete,
    needed = [],
    workAt,
  }: NewRequest): Promise<RightsRequestEntity> {
    const now = this.clock.now();
    const id = newIdAt(now);
    const sealed = complete ? this.names.seal(id, complete) : { namesKey: null, names: null };
    const request: RightsRequestEntity = {
      id,
      kind,
      origin,
      state,
      receivedAt: new Date(now),
      dueAt: new Date(endOf(now, this.config.deadlines.answer, this.config.timeZone)),
      extendedAt: null,
      finishedAt: null,
      workAt: workAt === null ? null : new Date(workAt),
      progress: { pass: 1, needed, done: [], failures: 0 },
      ...sealed,
    };
    await transact(this.source, async (manager) => {
      await manager.insert(RightsRequestEntity, request);
      const hashes = [...new Set(this.names.hashesOf(given))];
      await manager.insert(
        RightsRequestNameEntity,
        hashes.map((hash) => ({ hash, requestId: id })),
      );
      await this.note(manager, id, actor, { type: 'state', state });
    });
    return request;
  }

  /**
   * Changes a request, unless somebody else did since it was read, and writes down what happened.
   *
   * @returns whether it was changed
   */
  change(
    { id, state, workAt }: RightsRequestEntity,
    changes: Partial<RightsRequestEntity>,
    actor: string,
    ...events: readonly RequestEvent[]
  ): Promise<boolean> {
    return transact(this.source, async (manager) => {
      const unchanged = { id, state, workAt: workAt ?? IsNull() };
      const { affected } = await manager.update(RightsRequestEntity, unchanged, changes);
      if (affected !== 1) return false;
      for (const event of events) await this.note(manager, id, actor, event);
      return true;
    });
  }

  find(id: string): Promise<RightsRequestEntity | null> {
    return read(this.source, (manager) => manager.findOneBy(RightsRequestEntity, { id }));
  }

  /** The history of requests, oldest first. */
  async history(ids: readonly string[]): Promise<HistoricEvent[]> {
    if (ids.length === 0) return [];
    const kept = await read(this.source, (manager) =>
      manager.find(RightsEventEntity, { where: { requestId: In([...ids]) }, order: { at: 'ASC', id: 'ASC' } }),
    );
    return kept.map((one) => ({ ...one, event: this.reasons.open(one) }));
  }

  /** What a person sees: those of any of these names, and those that tokens name, newest first. */
  async own(subject: DataSubject, ids: readonly string[]): Promise<RightsRequestEntity[]> {
    const named = await this.idsOf(subject);
    const all = [...named, ...ids];
    if (all.length === 0) return [];
    return read(this.source, (manager) =>
      manager.find(RightsRequestEntity, {
        where: { id: In(all) },
        order: { receivedAt: 'DESC', id: 'DESC' },
        take: MOST_OWN,
      }),
    );
  }

  /**
   * What administrators see, newest first.
   *
   * @throws ProblemException 400 `CURSOR_INVALID`
   */
  async page(
    { kind, state, overdue = false, ofSubject }: RequestFilter,
    { limit, cursor }: { limit: number; cursor?: string | undefined },
  ): Promise<Page<RightsRequestEntity>> {
    const query = this.source.manager.createQueryBuilder(RightsRequestEntity, 'request').where('1 = 1');
    if (kind !== undefined) query.andWhere('request.kind = :kind', { kind });
    if (state !== undefined) query.andWhere('request.state = :state', { state });
    if (overdue)
      query.andWhere('request.finishedAt IS NULL').andWhere('request.dueAt < :now', { now: this.clock.now() });
    if (ofSubject) {
      const ids = await this.idsOf(ofSubject);
      if (ids.length === 0) return { items: [], nextCursor: null };
      query.andWhere('request.id IN (:...ids)', { ids });
    }
    if (cursor !== undefined) {
      const [at, id] = decodeCursor(cursor, ['instant', 'id']);
      query.andWhere('(request.receivedAt, request.id) < (:at, :id)', { at, id });
    }
    query
      .orderBy('request.receivedAt', 'DESC')
      .addOrderBy('request.id', 'DESC')
      .take(limit + 1);
    const rows = await read(this.source, () => query.getMany());
    return pageOf(rows, limit, (row) => [row.receivedAt.getTime(), row.id]);
  }

  /** Those that have waited longest for work that may begin, in that order. */
  dueWork(most: number): Promise<RightsRequestEntity[]> {
    const query = this.source.manager
      .createQueryBuilder(RightsRequestEntity, 'request')
      .where('request.workAt <= :now', { now: this.clock.now() })
      .orderBy('request.workAt', 'ASC')
      .addOrderBy('request.id', 'ASC')
      .take(most);
    return read(this.source, () => query.getMany());
  }

  /** Exports from before an instant that nothing is known to have become of. */
  openExports(before: number, most: number): Promise<RightsRequestEntity[]> {
    const query = this.source.manager
      .createQueryBuilder(RightsRequestEntity, 'request')
      .where(`request.finishedAt IS NULL AND request.kind = 'export' AND request.receivedAt < :before`, { before })
      .take(most);
    return read(this.source, () => query.getMany());
  }

  /** Requests that are not finished, all of them or those that are overdue. */
  countOpen(which: 'all' | 'overdue'): Promise<number> {
    const query = this.source.manager
      .createQueryBuilder(RightsRequestEntity, 'request')
      .where('request.finishedAt IS NULL');
    if (which === 'overdue') query.andWhere('request.dueAt < :now', { now: this.clock.now() });
    return read(this.source, () => query.getCount());
  }

  private async idsOf(subject: DataSubject): Promise<string[]> {
    const hashes = this.names.spellingsOf(subject).slice(0, 1_000);
    if (hashes.length === 0) return [];
    const rows = await read(this.source, (manager) =>
      manager.find(RightsRequestNameEntity, {
        where: { hash: In(hashes) },
        order: { requestId: 'DESC' },
        take: MOST_OWN,
      }),
    );
    return [...new Set(rows.map(({ requestId }) => requestId))];
  }

  private async note(manager: EntityManager, requestId: string, actor: string, event: RequestEvent): Promise<void> {
    const now = this.clock.now();
    const id = newIdAt(now);
    const kept = this.reasons.seal(id, event);
    await manager.insert(RightsEventEntity, { id, requestId, at: new Date(now), actor, event: kept });
  }
}
