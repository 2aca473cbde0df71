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
  private readonly verified = new BoundedMap<string, Found>(REMEMBERED);

  /** @throws ConfigurationError when a secret is too short */
  constructor(@Inject(ConsentConfig) { secrets, cookies }: ConsentConfig, proxies: TrustedProxies) {
    this.keys = new KeyRing(secrets, 'consent-subject');
    this.cookie = ConsentCookie.ofSubject(cookies, proxies);
  }

  subjectOf(view: RequestView, siteId: string): string | undefined {
    const token = this.cookie.read(view);
    if (token?.length !== SUBJECT_TOKEN_LENGTH) return undefined;
    const proven = view.cookies!.proven<Found>(this.self);
    if (proven?.token === token && proven.siteId === siteId) return proven.subjectId;
    const found = this.verify(siteId, token);
    if (found) view.cookies!.prove(this.self, found);
    return found?.subjectId;
  }

  cookiesFor(view: RequestView, siteId: string, subjectId: string): readonly string[] {
    return [this.cookie.write(view, encodeSubject(this.keys, siteId, subjectId))];
  }

  private verify(siteId: string, token: string): Found | undefined {
    const known = this.verified.get(token);
    if (known?.siteId === siteId) return known;
    const subjectId = decodeSubject(this.keys, siteId, token);
    if (subjectId === undefined) return undefined;
    const found = { siteId, token, subjectId };
    this.verified.set(token, found);
    return found;
  }
}
