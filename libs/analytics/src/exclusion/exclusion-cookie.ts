import { type RequestView } from '@nest-privacy/core';
import { BoundedMap, KeyRing, prefixedCookieName } from '@nest-privacy/core/kit';

const VALUE = /^(\d{4}-\d{2})\.([A-Za-z0-9_-]{22})$/;
/** Months that it lives. */
const LIFETIME = 13;
/** 390 days in seconds: just below 13 months. */
const MAX_AGE = 33_696_000;
const REMEMBERED = 1_000;

/** As `2026-11`, in UTC. */
const monthOf = (now: number): string => new Date(now).toISOString().slice(0, 7);

/** Months since the year 0. */
const countOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;

/**
 * The cookie of a browser that is not to be counted. It names the site and the month in which it was made and nobody: all who ask in one month have the same. On https
 * it has the prefix `__Host-`.
 */
export class ExclusionCookie {
  private readonly keys: KeyRing;
  private readonly secureName: string;
  private readonly proven = new BoundedMap<string, true>(REMEMBERED);

  /**
   * @param secrets newest first, see {@link KeyRing}
   * @param name without a prefix
   */
  constructor(
    secrets: readonly string[],
    private readonly name: string,
  ) {
    this.keys = new KeyRing(secrets, 'analytics-exclusion');
    this.secureName = prefixedCookieName(name, { secure: true });
  }

  /** Whether the request has one that was made for this site, 13 months ago at most as months are counted. */
  isIn(view: RequestView, secure: boolean, site: string, now: number): boolean {
    const value = view.cookie(this.nameWhere(secure));
    const [, month = '', signature = ''] = value === undefined ? [] : (VALUE.exec(value) ?? []);
    if (signature === '') return false;
    const age = countOf(monthOf(now)) - countOf(month);
    return age >= -1 && age <= LIFETIME && this.isProven(`${site} ${month}`, signature);
  }

  /** The `Set-Cookie` that gives it to a browser. */
  given(secure: boolean, site: string, now: number): string {
    const month = monthOf(now);
    return this.header(secure, `${month}.${this.keys.sign(`${site} ${month}`)}`, MAX_AGE);
  }

  /** The `Set-Cookie` that takes it away. */
  taken(secure: boolean): string {
    return this.header(secure, '', 0);
  }

  /** Only good signatures are remembered, so that forgeries cannot push them out. */
  private isProven(signed: string, signature: string): boolean {
    const key = `${signed} ${signature}`;
    if (this.proven.get(key)) return true;
    if (!this.keys.verify(signed, signature)) return false;
    this.proven.set(key, true);
    return true;
  }

  private nameWhere(secure: boolean): string {
    return secure ? this.secureName : this.name;
  }

  private header(secure: boolean, value: string, maxAge: number): string {
    return `${this.nameWhere(secure)}=${value}; Max-Age=${maxAge}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  }
}
