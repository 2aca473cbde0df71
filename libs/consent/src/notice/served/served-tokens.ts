import { Inject, Injectable } from '@nestjs/common';
import { hours } from '@nest-privacy/core';
import { KeyRing } from '@nest-privacy/core/kit';
import { ConsentConfig } from '../../consent.config.js';
import { NOTICE_SURFACES, type NoticeSurface, type ServedNotice } from './served-notice.js';

/** Longest token, in characters. */
export const LONGEST_SERVED_TOKEN = 200;
/** For so long a token tells of a showing, in milliseconds: a page may stay open overnight. */
const VALID = hours(24);
const TOKEN = /^1~([1-9]\d{0,9})~([A-Za-z0-9-]{0,35})~([A-Za-z0-9_.-]{0,32})~([a-z]{0,8})~([0-9a-z]{1,9})~([\w-]{22})$/;

/** The site is not in the token but under its signature, so that it proves nothing on another one. */
const signed = (siteId: string, payload: string): string => `${siteId}|${payload}`;

const isSurface = (surface: string): surface is NoticeSurface | '' =>
  surface === '' || NOTICE_SURFACES.includes(surface as NoticeSurface);

/**
 * Makes and opens what a page is told when it has said that it showed a notice, for a decision to name: `1~<version>~<language>~<variant>~<surface>~<time>~<signature>`,
 * the time in base 36. It names nobody, so that it serves who has no subject yet.
 */
@Injectable()
export class ServedTokens {
  private readonly keys: KeyRing;

  constructor(@Inject(ConsentConfig) { secrets }: ConsentConfig) {
    this.keys = new KeyRing(secrets, 'consent-served');
  }

  make({ siteId, noticeVersion, language, variant, surface, at }: ServedNotice): string {
    const payload = ['1', noticeVersion, language, variant, surface, at.toString(36)].join('~');
    return `${payload}~${this.keys.sign(signed(siteId, payload))}`;
  }

  /**
   * What a token proves, without the country, by which it was counted; `null` for one that was altered, is of another site or too old, and for whatever else is none.
   *
   * @param now milliseconds since the epoch
   */
  open(siteId: string, token: string, now: number): ServedNotice | null {
    if (token.length > LONGEST_SERVED_TOKEN) return null;
    const parts = TOKEN.exec(token);
    if (!parts) return null;
    const [, version, language = '', variant = '', surface = '', time = '', signature = ''] = parts;
    if (!this.keys.verify(signed(siteId, token.slice(0, -signature.length - 1)), signature)) return null;
    const at = Number.parseInt(time, 36);
    if (at <= now - VALID || !isSurface(surface)) return null;
    return { siteId, noticeVersion: Number(version), language, variant, surface, country: '', at };
  }
}
