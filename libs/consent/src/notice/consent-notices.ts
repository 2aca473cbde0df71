import { Inject, Injectable } from '@nestjs/common';
import { Clock, type ConsentCategory, type Page, seconds } from '@nest-privacy/core';
import { BoundedMap, pageOf } from '@nest-privacy/core/kit';
import { read } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { type NoticeValidity } from '../decision/notice-validity.js';
import { NoticeMemory } from './notice-memory.js';
import { type NoticeReader } from './notice-reader.js';
import { findNotice, findNotices } from './notice-store.js';
import { type PublishedNotice } from './published-notice.js';

/** Versions of the past that are kept: evidence asks for the same few again. */
const KEPT = 50;
/** The version that decisions name on a site that has published nothing. */
export const UNPUBLISHED = 1;
/** So long a new version may take until every process and every page on its way has it, in milliseconds; several looks of the poll. */
const SPREAD = seconds(10);
/** As long as it is not known what was published, no grant counts. */
const NOTHING_COUNTS: NoticeValidity = Object.freeze({ since: Number.MAX_SAFE_INTEGER, renewals: {} });

/** Which part of the versions. */
export interface NoticePage {
  readonly limit: number;
  /** The version after which it begins, downwards; `undefined` for the newest. */
  readonly before: readonly [number] | undefined;
}

/** The notices that are kept here, as everybody else knows them: the active one of each site from memory, and every version that there ever was. */
@Injectable()
export class ConsentNotices implements NoticeReader {
  private readonly past = new BoundedMap<string, PublishedNotice>(KEPT);

  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    private readonly memory: NoticeMemory,
  ) {}

  /** The notice that visitors of a site are shown now, at once and without a query; `null` where none is published. */
  active(siteId: string): PublishedNotice | null {
    return this.memory.of(siteId)?.active ?? null;
  }

  /**
   * One version, as evidence of what was shown; `null` when the site never published it.
   *
   * @throws DatabaseUnavailableException when it is not in memory and cannot be read
   */
  async version(siteId: string, version: number): Promise<PublishedNotice | null> {
    const active = this.active(siteId);
    if (active?.version === version) return active;
    const key = `${version} ${siteId}`;
    const known = this.past.get(key);
    if (known) return known;
    const found = await read(this.source, (manager) => findNotice(manager, siteId, version));
    if (found) this.past.set(key, found);
    return found;
  }

  /**
   * The versions of a site, newest first.
   *
   * @throws DatabaseUnavailableException
   */
  async versions(siteId: string, { limit, before }: NoticePage): Promise<Page<PublishedNotice>> {
    const found = await read(this.source, (manager) =>
      findNotices(manager, { siteId, before: before?.[0], most: limit + 1 }),
    );
    return pageOf(found, limit, ({ version }) => [version]);
  }

  isKnown(): boolean {
    return this.memory.isKnown;
  }

  versionOf(siteId: string): number {
    return this.active(siteId)?.version ?? UNPUBLISHED;
  }

  validityOf(siteId: string): NoticeValidity | undefined {
    return this.isKnown() ? this.active(siteId)?.validity : NOTHING_COUNTS;
  }

  hashOf(siteId: string, version: number): string | null {
    return this.memory.of(siteId)?.hashes.get(version) ?? null;
  }

  /** Upon the version just replaced, which another process may have shown a moment ago, a grant is taken where such grants stay valid anyway. */
  takes(siteId: string, version: number, categories: readonly ConsentCategory[]): boolean {
    const active = this.active(siteId);
    if (active === null || version !== active.version - 1 || this.hashOf(siteId, version) === null) return false;
    const { publishedAt, validity, renewed } = active;
    const isSpreading = this.clock.now() < publishedAt.getTime() + SPREAD;
    return isSpreading && version >= validity.since && !categories.some((category) => renewed.includes(category));
  }

  async learn(siteId: string, atLeast: number): Promise<void> {
    if (!this.isKnown() || this.versionOf(siteId) < atLeast) await this.memory.look();
  }
}
