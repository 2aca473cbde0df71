import { Inject, Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import {
  type ConsentReader,
  type ConsentSnapshot,
  ESSENTIALS,
  type RequestView,
  TrustedProxies,
} from '@nest-privacy/core';
import { type HeadListener, onEveryResponse, OwnCookies, Ports, type ResponseHead } from '@nest-privacy/core/kit';
import { type RequestCookie, RequestCookies } from '../cookies/request-cookies.js';
import { TrackingItemsConfig } from '../tracking-items.config.js';
import { AnswerRoom } from './answer-room.js';
import { bringsConsent } from './brings-consent.js';
import { type CookieJanitorSettings } from './cookie-janitor.options.js';
import { expiryOf, type ExpiryTerms } from './expiry-of.js';
import { isShared, keepPrivate } from './keep-private.js';

/** Answers until all begins anew: more than there are cookies in a request, times the places of one. */
const TURNS = 1_000_000;

/**
 * Takes away what consent no longer covers: of the cookies that a request brought, those that the catalogue knows and whose category is not allowed when the
 * answer goes are expired by it, `HttpOnly` ones too, which no script can. The answer to a withdrawal does it already. Never taken are ESSENTIALS, the
 * cookies of consent itself, what the same answer sets, and what the catalogue does not know; and nothing at all while it is not known whether what the visitor decided still holds.
 */
@Injectable()
export class CookieJanitor implements OnModuleInit, HeadListener {
  private turn = 0;

  constructor(
    private readonly config: TrackingItemsConfig,
    private readonly requests: RequestCookies,
    private readonly ports: Ports,
    @Inject(TrustedProxies) private readonly proxies: TrustedProxies,
    @Inject(OwnCookies) private readonly own: OwnCookies,
    @Optional() @Inject(HttpAdapterHost) private readonly host?: HttpAdapterHost,
  ) {}

  onModuleInit(): void {
    const { cookieJanitor } = this.config;
    if (cookieJanitor !== 'off' && cookieJanitor.responses === 'every-response') onEveryResponse(this.host, this);
  }

  beforeHeaders(head: ResponseHead): void {
    const { cookieJanitor } = this.config;
    const { consent } = this.ports;
    const { view } = head;
    if (cookieJanitor === 'off' || consent === undefined) return;
    const claimed = this.requests.of(view).cookies.filter(isOptional);
    if (claimed.length === 0) return;
    const snapshot = consent.read(view);
    const isGone = goneBy(snapshot, cookieJanitor);
    const lost = claimed.filter(({ claims }) => claims.some(({ category }) => isGone(category)));
    const isHttps = this.proxies.scheme(view) === 'https';
    if (lost.length === 0 || isShared(head) || (!isHttps && leadsToHttps(head))) return;
    if (!bringsConsent(view, this.proxies) || !isKnown(consent, view)) return;
    const given = new Set(head.cookies.map((line) => line.slice(0, line.indexOf('=')).trim()));
    const lines = this.linesFor(
      lost.filter(({ name }) => !given.has(name) && !this.own.has(name)),
      {
        host: this.proxies.host(view).replace(/:\d+$/, ''),
        isHttps,
        domains: cookieJanitor.domains,
        isDecided: snapshot.state !== 'unset',
        isGone,
      },
    );
    if (lines.length === 0) return;
    head.addCookies(lines);
    keepPrivate(head);
  }

  /** Begins with another cookie each time, and with another of its places each round, so that what stays, whatever is done, does not stand before the others for ever. */
  private linesFor(cookies: readonly RequestCookie[], terms: ExpiryTerms): readonly string[] {
    this.turn = (this.turn + 1) % TURNS;
    const room = new AnswerRoom();
    for (const cookie of beginningAt(this.turn, cookies)) {
      const expiry = expiryOf(cookie, terms);
      if (expiry === undefined) continue;
      const { category, lines } = expiry;
      const told = beginningAt(Math.floor(this.turn / cookies.length), lines).filter((line) => room.add(line)).length;
      if (told > 0) this.ports.metrics.count('tracking_items_cookies_expired_total', { category });
      if (told < lines.length) break;
    }
    return room.lines;
  }
}

/** A list from another place on, with what stands before that at the end. */
const beginningAt = <T>(turn: number, list: readonly T[]): readonly T[] => {
  const first = list.length === 0 ? 0 : turn % list.length;
  return [...list.slice(first), ...list.slice(0, first)];
};

/** Whether a cookie is claimed, and by nothing that is needed. */
const isOptional = ({ claims }: RequestCookie): boolean =>
  claims.length > 0 && claims.every(({ category }) => category !== ESSENTIALS);

/** What was decided over https is not sent by http: who is led on is judged there, where their cookies of consent come along. */
const leadsToHttps = (head: ResponseHead): boolean => /^https:/i.test(head.get('location') ?? '');

/** What consent knows nothing of is not refused. */
const goneBy =
  ({ allowed, decisions }: ConsentSnapshot, { undecided }: CookieJanitorSettings): ExpiryTerms['isGone'] =>
  (category) =>
    allowed[category] === false && (undecided === 'expire' || (decisions[category] ?? 'unset') !== 'unset');

/** A reader that may have to wait and does not say for what knows nothing for certain. */
const isKnown = (consent: ConsentReader, view: RequestView): boolean =>
  consent.isKnown ? consent.isKnown(view) : consent.settle === undefined;
