import { Inject, Injectable } from '@nestjs/common';
import { type RequestView, TrustedProxies } from '@nest-privacy/core';
import { BoundedMap, KeyRing } from '@nest-privacy/core/kit';
import { ConsentConfig } from '../consent.config.js';
import { ConsentCookie } from '../cookie/consent-cookie.js';
import { type ConsentSubjects } from './consent-subjects.js';
import { decodeSubject, encodeSubject, SUBJECT_TOKEN_LENGTH } from './subject-token.js';

const REMEMBERED = 10_000;

/** What the cookies of a header were found to prove. */
interface Found {
  readonly siteId: string;
  readonly token: string;
  readonly subjectId: string;
}

/** Knows a subject by a signed `HttpOnly` cookie. One that was verified once is remembered, so that a busy visitor costs one HMAC. */
@Injectable()
export class CookieSubjects implements ConsentSubjects {
  private readonly self = Symbol('CookieSubjects');
  private readonly keys: KeyRing;
  private readonly cookie: ConsentCookie;
  private readonly verified = new BoundedMap<string, string>(REMEMBERED);

  /** @throws ConfigurationError when a secret is too short */
  constructor(@Inject(ConsentConfig) { secrets, cookies }: ConsentConfig, proxies: TrustedProxies) {
    this.keys = new KeyRing(secrets, 'consent-subject');
    this.cookie = new ConsentCookie(cookies.subjectName, cookies, proxies);
  }

  subjectOf(view: RequestView, siteId: string): string | undefined {
    const token = this.cookie.read(view);
    if (token?.length !== SUBJECT_TOKEN_LENGTH) return undefined;
    const found = view.cookies!.proven<Found>(this.self);
    if (found?.token === token && found.siteId === siteId) return found.subjectId;
    const subjectId = this.verify(siteId, token);
    if (subjectId !== undefined) view.cookies!.prove(this.self, { siteId, token, subjectId } satisfies Found);
    return subjectId;
  }

  cookiesFor(view: RequestView, siteId: string, subjectId: string): readonly string[] {
    return [`${this.cookie.write(view, encodeSubject(this.keys, siteId, subjectId))}; HttpOnly`];
  }

  private verify(siteId: string, token: string): string | undefined {
    const key = `${siteId}\n${token}`;
    const known = this.verified.get(key);
    if (known !== undefined) return known;
    const subjectId = decodeSubject(this.keys, siteId, token);
    if (subjectId !== undefined) this.verified.set(key, subjectId);
    return subjectId;
  }
}
