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
import { isDeclared } from './is-declared.js';
import { Sightings } from './sightings.js';
import { addSightings, forgetBefore, trimSite } from './undeclared-store.js';

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
  private readonly isListing: boolean;
  private readonly job: BackgroundJob;
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
    this.isListing = undeclaredCookies !== 'off';
    // What was listed before it was switched off is kept no longer for it.
    const interval = undeclaredCookies === 'off' ? TRIM : undeclaredCookies.writeInterval;
    const work = (): Promise<boolean> => this.write();
    this.job = new BackgroundJob({ does: 'write which cookies the catalogue does not know', interval, work });
  }

  onModuleInit(): void {
    if (this.isListing) onEveryResponse(this.host, this);
  }

  onApplicationBootstrap(): void {
    this.job.start();
  }

  /** Another process may be writing, which takes milliseconds. */
  async beforeApplicationShutdown(): Promise<void> {
    for (let i = 0; i < TRIES && this.waiting.size > 0; i++) {
      await this.flush();
      if (this.job.isFailing) return;
      if (this.waiting.size > 0) await setTimeout(PATIENCE);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.job.stop();
  }

  finished(view: RequestView): void {
    const { siteId, cookies } = this.requests.of(view);
    const unknown = cookies.filter(({ claims }) => claims.length === 0);
    // Two cookies of one request may be one name in the list, which counts requests.
    const names = new Set(unknown.map(({ name }) => this.listed.through(name, listedName)));
    names.delete('');
    const dropped = [...names].filter((name) => !this.note(siteId, name)).length;
    this.count('noted', names.size - dropped);
    this.count('dropped', dropped);
  }

  /** Writes what waits; never rejects. */
  async flush(): Promise<void> {
    await this.job.run();
  }

  private note(site: string, name: string): boolean {
    const now = this.clock.now();
    const hour = now - (now % hours(1));
    return this.waiting.add({ site, name, seen: 1, first: hour, last: hour });
  }

  private count(outcome: 'noted' | 'dropped', by: number): void {
    if (by > 0) this.ports.metrics.count('tracking_items_undeclared_total', { outcome }, by);
  }

  /** What was seen meanwhile may have left no room for it. */
  private putBack(taken: Sightings): void {
    const dropped = taken.all.filter((sighting) => !this.waiting.add(sighting));
    this.count(
      'dropped',
      dropped.reduce((sum, { seen }) => sum + seen, 0),
    );
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
      if (!isWritten) this.putBack(taken);
    }
    if (isWritten && isTrimDue) this.trimmedAt = now;
    return false;
  }

  /** One process after the other, so that none waits for a row that another holds while that waits for one of its own. */
  private store(taken: Sightings, isTrimDue: boolean, now: number): Promise<boolean | undefined> {
    const { path } = tableOf(this.source, UndeclaredCookieEntity);
    return exclusively(this.source, `write ${path}`, async (manager) => {
      await addSightings(this.source, manager, taken.all);
      // Of all sites: one may be gone from the configuration.
      if (isTrimDue) await forgetBefore(this.source, manager, now - UNDECLARED_KEPT);
      const touched = taken.all.map(({ site }) => site);
      for (const site of new Set([...touched, ...(isTrimDue ? this.sites.sites.map(({ id }) => id) : [])])) {
        const lexicon = this.requests.lexiconOf(site);
        await trimSite(manager, site, {
          most: LIMITS.undeclared,
          isDeclared: (name) => isDeclared(lexicon, name),
        });
      }
      return true;
    });
  }
}

/** How a name is listed; empty for what is none. */
const listedName = (name: string): string => (isCookieName(name, LONGEST_NAME) ? maskedName(name) : '');
