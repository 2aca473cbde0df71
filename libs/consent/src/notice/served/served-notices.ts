import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { Broadcast } from '@nest-privacy/core';
import { BackgroundJob, BoundedMap, hash53, Ports } from '@nest-privacy/core/kit';
import { transact } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { ConsentConfig } from '../../consent.config.js';
import { CONSENT_DATA_SOURCE } from '../../consent.data-source.js';
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

/** What a record says of the notice's being shown before it. */
export interface ServedBefore {
  readonly servedId: string;
  readonly servedAt: Date;
}

/**
 * What was shown to whom. Told by browsers, gathered in memory and written in the background: a subject's once for each version, and that of browsers without a
 * subject as a number alone. What waits is written at the end; a process that is killed loses a second of it.
 */
@Injectable()
export class ServedNotices implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly known = new BoundedMap<number, number>(REMEMBERED);
  private toSubjects: ServedToSubject[] = [];
  private toNobody: ServedNotice[] = [];
  private readonly job: BackgroundJob;
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
    await this.flush();
    await this.job.stop();
  }

  /** Takes note of a showing; nothing is waited for. */
  note(served: ServedNotice, subjectId: string | null): void {
    const isKnown = subjectId !== null && this.isKnown(served, subjectId);
    if (isKnown) return;
    if (this.toSubjects.length + this.toNobody.length >= MOST_WAITING) {
      this.ports.metrics.count('consent_notices_served_total', { outcome: 'dropped' });
      return;
    }
    this.ports.metrics.count('consent_notices_served_total', { outcome: 'accepted' });
    if (subjectId === null) {
      this.toNobody.push(served);
      return;
    }
    const { siteId, noticeVersion, at } = served;
    const key = keyOf(siteId, subjectId, noticeVersion);
    this.remember(key, at);
    this.toSubjects.push({ ...served, subjectId, id: servedIdOf(siteId, subjectId, noticeVersion) });
    this.broadcast.publish(TOPIC, `${key}:${at}`);
  }

  /** When a version is known to have been shown to a subject; from memory, so that `null` does not mean never. */
  before(siteId: string, subjectId: string, noticeVersion: number): ServedBefore | null {
    const at = this.known.get(keyOf(siteId, subjectId, noticeVersion));
    return at === undefined ? null : { servedId: servedIdOf(siteId, subjectId, noticeVersion), servedAt: new Date(at) };
  }

  /** Writes what waits; never rejects. */
  flush(): Promise<void> {
    return this.job.run();
  }

  /** The first showing stands, whichever process tells of it. */
  private remember(key: number, at: number): void {
    this.known.set(key, Math.min(at, this.known.get(key) ?? at));
  }

  private isKnown({ siteId, noticeVersion }: ServedNotice, subjectId: string): boolean {
    return this.known.get(keyOf(siteId, subjectId, noticeVersion)) !== undefined;
  }

  /** What could not be written waits on. */
  private async writeBatch(): Promise<boolean> {
    const toSubjects = this.toSubjects.slice(0, BATCH);
    const toNobody = this.toNobody.slice(0, BATCH);
    if (toSubjects.length + toNobody.length === 0) return false;
    await transact(this.source, (manager) => addServed(manager, toSubjects, toNobody));
    this.toSubjects = this.toSubjects.slice(toSubjects.length);
    this.toNobody = this.toNobody.slice(toNobody.length);
    return this.toSubjects.length + this.toNobody.length > 0;
  }
}

const keyOf = (siteId: string, subjectId: string, noticeVersion: number): number =>
  hash53(0, siteId, ' ', subjectId, ' ', String(noticeVersion));
