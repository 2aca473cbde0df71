import { readFile, stat } from 'node:fs/promises';
import { readFileSync, statSync } from 'node:fs';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Reader, type Response } from 'mmdb-lib';
import { ConfigurationError } from '../errors/configuration.error.js';
import { FaultLog } from '../errors/fault-log.js';
import { checkInterval } from '../jobs/check-interval.js';
import { type CountryResolver, NO_PLACE, type Place } from '../ports/country-resolver.js';
import { type RequestView } from '../request/request-view.js';
import { TrustedProxies } from '../request/trusted-proxies.js';
import { MMDB_OPTIONS } from './mmdb.module-definition.js';
import { countryOf, regionOf } from './iso-3166.js';
import { type MmdbModuleOptions } from './mmdb.options.js';

const RELOAD = 60_000;

/** What databases of countries and of cities have alike; nothing else of them is read. */
interface Located {
  readonly country?: { readonly iso_code?: string };
  readonly subdivisions?: readonly { readonly iso_code?: string }[];
}

/** What tells one state of a file from the next. */
const stateOf = ({ mtimeMs, size, ino }: { mtimeMs: number; size: number; ino: number }): string =>
  `${mtimeMs}.${size}.${ino}`;

/**
 * Tells a client's place by its address and a MaxMind DB file, which is held in memory. A file that is replaced is read again within a minute, and for as
 * long as it cannot be read the one before holds. The address goes nowhere: it is looked up here, and forgotten.
 */
@Injectable()
export class MmdbPlaces implements CountryResolver, OnModuleInit, OnModuleDestroy {
  private readonly faults = new FaultLog(MmdbPlaces.name);
  private reader: Reader<Response>;
  private state: string;
  private timer: NodeJS.Timeout | undefined;

  /** @throws ConfigurationError `MMDB_UNREADABLE` when there is no such file, or it is no database */
  constructor(
    @Inject(MMDB_OPTIONS) private readonly options: MmdbModuleOptions,
    @Inject(TrustedProxies) private readonly proxies: Pick<TrustedProxies, 'clientAddress'>,
  ) {
    try {
      this.state = stateOf(statSync(options.path));
      this.reader = new Reader(readFileSync(options.path));
    } catch (error) {
      throw unreadable(options.path, error);
    }
  }

  /** @throws ConfigurationError `INTERVAL_INVALID` */
  onModuleInit(): void {
    const reloadInterval = checkInterval(this.options.reloadInterval ?? RELOAD, 'MmdbModule option "reloadInterval"');
    if (reloadInterval !== 'off') this.timer = setInterval(() => void this.reload(), reloadInterval).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  placeOf(view: RequestView): Place {
    // IPv4 in IPv6 clothes, as sockets that listen for both have it.
    const address = this.proxies.clientAddress(view).replace(/^::ffff:(?=\d+\.)/i, '');
    const found = this.reader.get(address) as Located | null;
    const country = countryOf(found?.country?.iso_code);
    if (country === null) return NO_PLACE;
    return { country, region: regionOf(found?.subdivisions?.[0]?.iso_code, country), source: 'mmdb' };
  }

  /**
   * Reads the file again if it is another one than was read last.
   *
   * @returns whether it was; never rejects
   */
  async reload(): Promise<boolean> {
    try {
      const state = stateOf(await stat(this.options.path));
      if (state === this.state) return false;
      this.reader = new Reader(await readFile(this.options.path));
      this.state = state;
      return true;
    } catch (error) {
      this.faults.error('The database of countries cannot be read; the one before holds', error);
      return false;
    }
  }
}

const unreadable = (path: string, cause: unknown): ConfigurationError =>
  new ConfigurationError({
    code: 'MMDB_UNREADABLE',
    what: `${path} cannot be read as a database of countries: ${cause instanceof Error ? cause.message : String(cause)}`,
    where: 'MmdbModule option "path"',
    remedy: 'give the path of a MaxMind DB file (.mmdb) of countries or cities that this process may read',
  });
