import { setTimeout } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
  Optional,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Clock, days, hours, type RequestView, SiteResolver } from '@nest-privacy/core';
import { BackgroundJob, BoundedMap, onEveryResponse, Ports, type ResponseListener } from '@nest-privacy/core/kit';
import { exclusively, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { LIMITS } from '../content/limits.js';
import { isCookieName } from '../cookies/cookie-name.js';
import { maskedName } from '../cookies/masked-name.js';
import { RequestCookies } from '../cookies/request-cookies.js';
import { UndeclaredCookieEntity } from '../entities/undeclared-cookie.entity.js';
import { TRACKING_ITEMS_DATA_SOURCE } from '../tracking-items.data-source.js';
import { TrackingItemsConfig } from '../tracking-items.config.js';
import { Sightings } from './sightings.js';
import { addSightings, trimSite } from './undeclared-store.js';

/** What nobody sends any more is not listed for longer, in milliseconds. */
export const UNDECLARED_KEPT = days(90);
/** Between two looks at lists to which nothing is added, in milliseconds. */
const TRIM = hours(1);
const LONGEST_NAME = 128;
/** Names of which is known how they are listed. */
const REMEMBERED = 2_000;
/** Times that the end waits for another process which writes, each of {@link PATIENCE} milliseconds. */
const TRIES = 20;
const PATIENCE = 50;

/**
 * Lists cookies that requests bring and the catalogue of their site does not know, by their names alone. Gathered in memory and written in the background; what waits is written at the
 * end, and a process that is killed loses some seconds of it. All processes add to one list.
 */
@Injectable()
export class UndeclaredCookies
  implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown, ResponseListener
{
  private waiting = new Sightings();
  private readonly listed = new BoundedMap<string, string>(REMEMBERED);
  private readonly job: BackgroundJob | undefined;
  private trimmedAt = 0;

  constructor(
    @Inject(TRACKING_ITEMS_DATA_SOURCE) private readonly source: DataSource,
    { undeclaredCookies }: TrackingItemsConfig,
    private readonly requests: RequestCookies,
    private readonly ports: Ports,
    @Inject(SiteResolver) private readonly sites: SiteResolver,
    @Inject(Clock) private readonly clock: Clock,
    @Optional() @Inject(HttpAdapterHost) private readonly host?: HttpAdapterHost,
  ) {
    if (undeclaredCookies === 'off') return;
    const { writeInterval: interval } = undeclaredCookies;
    const work = (): Promise<boolean> => this.write();
    this.job = new BackgroundJob({ does: 'write which cookies the catalogue does not know', interval, work });
  }

  onModuleInit(): void {
    if (this.job) onEveryResponse(this.host, this);
  }

  onApplicationBootstrap(): void {
    this.job?.start();
  }

  /** Another process may be writing, which takes milliseconds. */
  async beforeApplicationShutdown(): Promise<void> {
    for (let i = 0; i < TRIES && this.waiting.size > 0; i++) {
      await this.flush();
      if (this.job?.isFailing !== false) return;
      if (this.waiting.size > 0) await setTimeout(PATIENCE);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.job?.stop();
  }

  finished(view: RequestView): void {
    const { siteId, cookies } = this.requests.of(view);
    const counts = { noted: 0, dropped: 0 };
    for (const { name, claims } of cookies) {
      const listed = claims.length === 0 && this.listed.through(name, listedName);
      if (listed) counts[this.note(siteId, listed) ? 'noted' : 'dropped'] += 1;
    }
    for (const outcome of ['noted', 'dropped'] as const)
      if (counts[outcome] > 0)
        this.ports.metrics.count('tracking_items_undeclared_total', { outcome }, counts[outcome]);
  }

  /** Writes what waits; never rejects. */
  async flush(): Promise<void> {
    await this.job?.run();
  }

  private note(site: string, name: string): boolean {
    const now = this.clock.now();
    const hour = now - (now % hours(1));
    return this.waiting.add({ site, name, seen: 1, first: hour, last: hour });
  }

  /** What could not be written waits on. */
  private async write(): Promise<boolean> {
    const now = this.clock.now();
    const isTrimDue = now - this.trimmedAt >= TRIM;
    if (this.waiting.size === 0 && !isTrimDue) return false;
    const taken = this.waiting;
    this.waiting = new Sightings();
    let isWritten = false;
    try {
      isWritten = (await this.store(taken, isTrimDue, now)) === true;
    } finally {
      if (!isWritten) for (const sighting of taken.all) this.waiting.add(sighting);
    }
    if (isWritten && isTrimDue) this.trimmedAt = now;
    return false;
  }

  /** One process after the other, so that none waits for a row that another holds while that waits for one of its own. */
  private store(taken: Sightings, isTrimDue: boolean, now: number): Promise<boolean | undefined> {
    const { path } = tableOf(this.source, UndeclaredCookieEntity);
    return exclusively(this.source, `write ${path}`, async (manager) => {
      await addSightings(this.source, manager, taken.all);
      const touched = taken.all.map(({ site }) => site);
      for (const site of new Set([...touched, ...(isTrimDue ? this.sites.sites.map(({ id }) => id) : [])])) {
        const lexicon = this.requests.lexiconOf(site);
        await trimSite(manager, site, {
          most: LIMITS.undeclared,
          since: now - UNDECLARED_KEPT,
          isDeclared: (name) => (lexicon?.claims(name).length ?? 0) > 0,
        });
      }
      return true;
    });
  }
}

/** How a name is listed; empty for what is none. */
const listedName = (name: string): string => (isCookieName(name, LONGEST_NAME) ? maskedName(name) : '');
