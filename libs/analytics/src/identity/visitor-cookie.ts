import { randomBytes } from 'node:crypto';
import { days, type RequestView } from '@nest-privacy/core';
import { BoundedMap, KeyRing, prefixedCookieName } from '@nest-privacy/core/kit';
import { SubjectVisitors } from './subject-visitors.js';

const VALUE = /^([0-9a-z]{1,8})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{22})$/;
const SECONDS = 1_000;
const REMEMBERED = 10_000;
const NONE: readonly string[] = [];

/** Whom a cookie makes known. */
export interface KnownVisitor {
  readonly id: string;
  /** When the cookie was made, in milliseconds since the epoch. */
  readonly made: number;
}

/** What a well-signed cookie says. */
interface Proof extends KnownVisitor {
  readonly value: string;
}

/** What the cookie is like. */
export interface VisitorCookieSettings {
  /** Newest first, see {@link KeyRing}. */
  readonly secrets: readonly string[];
  /** Without a prefix. */
  readonly name: string;
  /** Path beneath which browsers send it. */
  readonly path: string;
  /** Milliseconds that it lives. */
  readonly lifetime: number;
}

/** A new visitor's cookie. */
export interface MintedCookie {
  readonly id: string;
  /** The `Set-Cookie` that gives it to the browser. */
  readonly header: string;
}

/**
 * The cookie of a visitor who consented to statistics: an id and the moment it was made, signed. It is never renewed. On https it has the prefix
 * `__Host-`, or `__Secure-` where it is kept to a path, and one without it is nothing there.
 */
export class VisitorCookie {
  private readonly self = Symbol('VisitorCookie');
  private readonly keys: KeyRing;
  private readonly subjects: SubjectVisitors;
  private readonly name: string;
  private readonly secureName: string;
  private readonly path: string;
  private readonly lifetime: number;
  private readonly proven = new BoundedMap<string, Proof>(REMEMBERED);

  constructor({ secrets, name, path, lifetime }: VisitorCookieSettings) {
    this.keys = new KeyRing(secrets, 'analytics-visitor');
    this.subjects = new SubjectVisitors(secrets);
    this.name = name;
    this.secureName = prefixedCookieName(name, { secure: true, path });
    this.path = path;
    this.lifetime = lifetime;
  }

  /** Whether a browser sends it with this request, once it has it (RFC 6265, section 5.1.4). */
  reaches(view: RequestView): boolean {
    if (this.path === '/') return true;
    const { path } = view;
    return path === this.path || path.startsWith(this.path.endsWith('/') ? this.path : `${this.path}/`);
  }

  /** The visitor's id, and when it was given; `null` when there is no cookie, or one that is not ours, forged or too old. */
  read(view: RequestView, secure: boolean, now: number): KnownVisitor | null {
    const value = view.cookie(this.nameWhere(secure));
    const proof = value === undefined ? undefined : this.proofIn(view, value);
    if (!proof) return null;
    const age = now - proof.made;
    return age < -days(1) || age > this.lifetime ? null : proof;
  }

  /** @param subjectId whose consent it stands on; `null` where that is not known, and the id is random */
  mint(now: number, secure: boolean, subjectId: string | null = null): MintedCookie {
    const id = subjectId === null ? randomBytes(16).toString('base64url') : this.subjects.idOf(subjectId, now);
    const signed = `${Math.floor(now / SECONDS).toString(36)}.${id}`;
    const value = `${signed}.${this.keys.sign(signed)}`;
    return { id, header: this.header(this.nameWhere(secure), value, Math.floor(this.lifetime / SECONDS), secure) };
  }

  /** The `Set-Cookie`s that delete what has no ground: the cookie unless the visitor may be `recognised` by it, and what is left of it without prefix. */
  deletions(view: RequestView, secure: boolean, recognised: boolean): readonly string[] {
    const isStale = !recognised && view.cookie(this.nameWhere(secure)) !== undefined;
    const isLeft = secure && view.cookie(this.name) !== undefined;
    if (!isStale && !isLeft) return NONE;
    const names = [...(isLeft ? [this.name] : []), ...(isStale ? [this.nameWhere(secure)] : [])];
    return names.map((name) => this.header(name, '', 0, secure));
  }

  private header(name: string, value: string, maxAge: number, secure: boolean): string {
    return `${name}=${value}; Max-Age=${maxAge}; Path=${this.path}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  }

  private proofIn(view: RequestView, value: string): Proof | undefined {
    const found = view.cookies!.proven<Proof>(this.self);
    if (found?.value === value) return found;
    const proof = this.proven.get(value) ?? this.prove(value);
    if (proof) view.cookies!.prove(this.self, proof);
    return proof;
  }

  private nameWhere(secure: boolean): string {
    return secure ? this.secureName : this.name;
  }

  /** A signature that was verified once is remembered; only good ones are, so that forgeries cannot push them out. */
  private prove(value: string): Proof | undefined {
    const [, made = '', id = '', signature = ''] = VALUE.exec(value) ?? [];
    if (!this.keys.verify(`${made}.${id}`, signature)) return undefined;
    const proof = { value, id, made: parseInt(made, 36) * SECONDS };
    this.proven.set(value, proof);
    return proof;
  }
}
