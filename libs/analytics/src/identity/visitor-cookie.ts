import { randomBytes } from 'node:crypto';
import { days, KeyRing, type RequestView } from '@nest-privacy/core';

/** Just below 13 months, the longest that the CNIL's exemption for audience measurement allows. */
const LONGEST_LIFE = days(390);
const VALUE = /^([0-9a-z]{1,8})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{22})$/;
const SECONDS = 1_000;

/** The cookie of a visitor who consented to statistics: a random id and the day it was made, signed. It is never renewed. */
export class VisitorCookie {
  private readonly keys: KeyRing;

  /** @param secrets newest first, see {@link KeyRing} */
  constructor(
    secrets: readonly string[],
    readonly name: string,
  ) {
    this.keys = new KeyRing(secrets, 'analytics-visitor');
  }

  /** The visitor's id; `null` when there is no cookie, or one that is not ours, forged or too old. */
  read(view: RequestView, now: number): string | null {
    const match = VALUE.exec(view.cookie(this.name) ?? '');
    if (!match) return null;
    const [, made = '', id = '', signature = ''] = match;
    const age = now - parseInt(made, 36) * SECONDS;
    if (age < -days(1) || age > LONGEST_LIFE) return null;
    return this.keys.verify(`${made}.${id}`, signature) ? id : null;
  }

  /** A new id and the `Set-Cookie` that gives it to the browser. */
  mint(now: number, secure: boolean): { readonly id: string; readonly header: string } {
    const id = randomBytes(16).toString('base64url');
    const signed = `${Math.floor(now / SECONDS).toString(36)}.${id}`;
    const value = `${signed}.${this.keys.sign(signed)}`;
    return { id, header: this.header(value, LONGEST_LIFE / SECONDS, secure) };
  }

  /** The `Set-Cookie` that deletes it. */
  deletion(secure: boolean): string {
    return this.header('', 0, secure);
  }

  private header(value: string, maxAge: number, secure: boolean): string {
    return `${this.name}=${value}; Max-Age=${maxAge}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  }
}
