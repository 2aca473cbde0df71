import { days, minutes } from '@nest-privacy/core';
import { type Hit } from '../event/hit.js';
import { saltDayOf } from '../identity/salt-memory.js';
import { type SaltSource } from '../identity/salt-source.js';
import { VisitorHashes } from './visitor-hashes.js';

/** The salts of some days, by their name; `null` where it is destroyed. */
export type DaySalts = ReadonlyMap<string, Buffer | null>;

/** Whom a hit belongs to. */
export interface HitVisitor {
  readonly visitor: string | null;
  /** What the same person was called a moment ago; see `AnalyticsEvent.alias`. */
  readonly alias: string | null;
}

/** A visit goes on for so long after its last event, and no longer does anybody need another name. */
const REMEMBERED = minutes(30);

const isAfterMidnight = (at: number): boolean => at % days(1) < REMEMBERED;

const isNew = ({ at, visitorSince }: Hit): boolean => visitorSince !== null && at - visitorSince < REMEMBERED;

/** Whether a hit has an alias, if the salt for it is known. */
const hasAlias = (hit: Hit): boolean =>
  hit.activity === 'live' &&
  hit.address !== undefined &&
  (hit.visitorId === null ? isAfterMidnight(hit.at) : isNew(hit));

/** Just after midnight people are known by yesterday's salt, whether or not they were given a cookie since. */
const aliasDayOf = (at: number): string => saltDayOf(isAfterMidnight(at) ? at - days(1) : at);

/** The days of which a salt is needed: none for what no client sent, nor where the visitor is known by a cookie alone. */
const daysOf = (hit: Hit): string[] => [
  ...(hit.address !== undefined && hit.visitorId === null ? [saltDayOf(hit.at)] : []),
  ...(hasAlias(hit) ? [aliasDayOf(hit.at)] : []),
];

/** Tells the visitors of hits: by the cookie, or by the salt of the day. */
export class HitVisitors {
  private readonly hashes = new VisitorHashes();

  constructor(private readonly salts: SaltSource) {}

  /**
   * @param source where the salts are from. Default: those of the application
   * @throws when the salt of a day cannot be had now
   */
  async saltsOf(hits: readonly Hit[], source: Pick<SaltSource, 'saltOf'> = this.salts): Promise<DaySalts> {
    const salts = new Map<string, Buffer | null>();
    for (const hit of hits)
      for (const day of daysOf(hit)) if (!salts.has(day)) salts.set(day, await source.saltOf(day));
    return salts;
  }

  /** @param salts those of {@link saltsOf} */
  of(hit: Hit, salts: DaySalts): HitVisitor {
    const visitor =
      hit.visitorId === null
        ? this.cookieless(hit, salts.get(saltDayOf(hit.at)))
        : this.hashes.ofLasting(hit.site, hit.visitorId);
    const alias = hasAlias(hit) ? this.cookieless(hit, salts.get(aliasDayOf(hit.at))) : null;
    return { visitor, alias };
  }

  private cookieless({ site, address, host, userAgent }: Hit, salt: Buffer | null | undefined): string | null {
    if (address === undefined || !salt) return null;
    return this.hashes.ofCookieless(salt, { site, address, userAgent: userAgent ?? '', host });
  }
}
