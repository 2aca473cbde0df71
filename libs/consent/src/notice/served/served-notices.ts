import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { Broadcast, ProblemException } from '@nest-privacy/core';
import { BackgroundJob, BoundedMap, hash53, Ports } from '@nest-privacy/core/kit';
import { read, transact } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { ConsentConfig } from '../../consent.config.js';
import { CONSENT_DATA_SOURCE } from '../../consent.data-source.js';
import { ConsentServedEntity } from '../../entities/consent-served.entity.js';
import { servedIdOf, type ServedNotice, type ServedToSubject } from './served-notice.js';
import { addServed } from './served-store.js';

/** Its messages are `<hash of subject and version>:<milliseconds since the epoch>`, and name nobody. */
const TOPIC = 'nest-privacy:consent-served';
const MESSAGE = /^(\d{1,16}):(\d{1,16})$/;
/** Subjects that are known to have been shown something; about 0.1 kB each. */
const REMEMBERED = 20_000;
/** Showings that wait to be written; what comes beyond them is dropped and counted. */
const MOST_WAITING = 10_000;
/** Showings in one transaction. */
const BATCH = 1_000;

/**
 * What was shown to whom. Told by browsers, gathered in memory and written in the background: a subject's once for each version, and that of browsers without a
 * subject as a number alone. What waits is written at the end, when nothing more is taken; a process that is killed loses a second of it.
 */
@Injectable()
export class ServedNotices
  implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown, OnApplicationShutdown
{
  /** Since when, as the table has it, in milliseconds since the epoch. */
  private readonly known = new BoundedMap<number, number>(REMEMBERED);
  /** By id. */
  private readonly toSubjects = new Map<string, ServedToSubject>();
  private toNobody: ServedNotice[] = [];
  private readonly job: BackgroundJob;
  private isEnding = false;
  private leave = (): void => {};

  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    @Inject(ConsentConfig) { notices }: ConsentConfig,
    @Inject(Broadcast) private readonly broadcast: Broadcast,
    private readonly ports: Ports,
  ) {
    const work = (): Promise<boolean> => this.writeBatch();
    this.job = new BackgroundJob({ does: 'write which notices were shown', interval: notices.servedInterval, work });
  }

  onModuleInit(): void {
    this.leave = this.broadcast.subscribe(TOPIC, (message) => {
      const [, key, at] = MESSAGE.exec(message) ?? [];
      if (key !== undefined) this.remember(Number(key), Number(at));
    });
  }

  onApplicationBootstrap(): void {
    this.job.start();
  }

  onModuleDestroy(): void {
    this.leave();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isEnding = true;
    await this.flush();
  }

  onApplicationShutdown(): Promise<void> {
    return this.job.stop();
  }

  /**
   * Takes note of a showing; nothing is waited for.
   *
   * @throws ProblemException 503 `SERVED_ENDING` when the application ends
   */
  note(served: ServedNotice, subjectId: string | null): void {
    if (this.isEnding) throw servedEnding();
    const entry = subjectId === null ? null : entryOf(served, subjectId, false);
    if (entry && this.isTold(entry)) return;
    if (this.toSubjects.size + this.toNobody.length >= MOST_WAITING) {
      this.ports.metrics.count('consent_notices_served_total', { outcome: 'dropped' });
      return;
    }
    this.ports.metrics.count('consent_notices_served_total', { outcome: 'accepted' });
    if (entry) this.toSubjects.set(entry.id, entry);
    else this.toNobody.push(served);
  }

  /** Gives a showing that was told of, and counted, when there was no subject to the one who decided upon it: its record points there. Never rejects. */
  async keep(served: ServedNotice, subjectId: string): Promise<void> {
    const entry = entryOf(served, subjectId, true);
    if (this.isTold(entry)) return;
    this.toSubjects.set(entry.id, entry);
    // Requests are answered until the server is closed, and the database may be gone when that is told.
    if (this.isEnding) await this.flush();
  }

  /**
   * Since when a version is known to have been shown to a subject, in milliseconds since the epoch; `null` when no page told so. From memory, or by the key of the table.
   *
   * @throws DatabaseUnavailableException
   */
  async since(siteId: string, subjectId: string, noticeVersion: number): Promise<number | null> {
    const key = keyOf({ siteId, subjectId, noticeVersion });
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const row = await read(this.source, (manager) =>
      manager.findOneBy(ConsentServedEntity, { siteId, subjectId, noticeVersion }),
    );
    if (row) this.remember(key, row.servedAt.getTime());
    return row?.servedAt.getTime() ?? this.toSubjects.get(servedIdOf(siteId, subjectId, noticeVersion))?.at ?? null;
  }

  /** Writes what waits; never rejects. */
  flush(): Promise<void> {
    return this.job.run();
  }

  /** The first showing stands, whichever process tells of it. */
  private remember(key: number, at: number): void {
    this.known.set(key, Math.min(at, this.known.get(key) ?? at));
  }

  private isTold(entry: ServedToSubject): boolean {
    return this.toSubjects.has(entry.id) || this.known.get(keyOf(entry)) !== undefined;
  }

  /** What could not be written waits on. */
  private async writeBatch(): Promise<boolean> {
    const toSubjects = [...this.toSubjects.values()].slice(0, BATCH);
    const toNobody = this.toNobody.slice(0, BATCH);
    if (toSubjects.length + toNobody.length === 0) return false;
    await this.write(toSubjects, toNobody);
    this.toNobody = this.toNobody.slice(toNobody.length);
    return this.toSubjects.size + this.toNobody.length > 0;
  }

  /** What is written is told to the others with the time that the table has. */
  private async write(toSubjects: readonly ServedToSubject[], toNobody: readonly ServedNotice[]): Promise<void> {
    const since = await transact(this.source, (manager) => addServed(manager, toSubjects, toNobody));
    for (const entry of toSubjects) {
      const at = since.get(entry.id) ?? entry.at;
      this.remember(keyOf(entry), at);
      this.broadcast.publish(TOPIC, `${keyOf(entry)}:${at}`);
      this.toSubjects.delete(entry.id);
    }
  }
}

const entryOf = (served: ServedNotice, subjectId: string, isCounted: boolean): ServedToSubject => ({
  ...served,
  subjectId,
  id: servedIdOf(served.siteId, subjectId, served.noticeVersion),
  isCounted,
});

const keyOf = ({
  siteId,
  subjectId,
  noticeVersion,
}: Pick<ServedToSubject, 'siteId' | 'subjectId' | 'noticeVersion'>): number =>
  hash53(0, siteId, ' ', subjectId, ' ', String(noticeVersion));

/** 503: nothing that is told now would be written. */
export const servedEnding = (): ProblemException =>
  new ProblemException({
    status: 503,
    code: 'SERVED_ENDING',
    title: 'The application is ending',
    detail: 'Nothing is taken note of any more. Tell it again in a second.',
    headers: { 'Retry-After': '1' },
  });
