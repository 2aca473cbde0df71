import { Inject, Injectable } from '@nestjs/common';
import { days } from '@nest-privacy/core';
import { BoundedMap, maskedAddress, newId } from '@nest-privacy/core/kit';
import { AgentClassifier } from '../event/agent-classifier.js';
import { AnalyticsConfig } from '../analytics.config.js';
import { EventTexts } from './event-texts.js';
import { type Hit } from '../event/hit.js';
import { SaltSource } from '../identity/salt-source.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { completedEvent } from '../event/completed-event.js';
import { DropCounter } from '../event/drop-counter.js';
import { type DropReason } from '../event/drop-reason.js';
import { SpamReferrers } from './spam-referrers.js';
import { VisitorHashes } from './visitor-hashes.js';

/** Language, script and region of a tag (BCP 47). Variants, extensions and private use may be one person's alone, and stay out. */
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?=-|$)/;
const LANGUAGES_KEPT = 1_000;
const LONGEST_HEADER = 256;
const NOTHING: readonly string[] = [];

/** Day in UTC of an instant, counted from the epoch. */
const dayOf = (at: number): number => Math.floor(at / days(1));

/** The day as `2026-06-15`. */
const nameOf = (day: number): string => new Date(day * days(1)).toISOString().slice(0, 10);

const languageOf = (header: string): string => {
  const first = header.split(/[,;]/, 1)[0]!.trim().toLowerCase();
  return LANGUAGE.exec(first)?.[0] ?? '';
};

/** Makes events of what was caught: classifies, masks, cuts, hashes, and forgets address and user agent. */
@Injectable()
export class EventDeriver {
  private readonly texts: EventTexts;
  private readonly visitors = new VisitorHashes();
  private readonly spam: SpamReferrers;
  private readonly ignoredCountries: ReadonlySet<string>;
  private readonly languages = new BoundedMap<string, string>(LANGUAGES_KEPT);

  constructor(
    @Inject(AnalyticsConfig) private readonly config: AnalyticsConfig,
    private readonly agents: AgentClassifier,
    @Inject(SaltSource) private readonly salts: SaltSource,
    private readonly drops: DropCounter,
  ) {
    this.texts = new EventTexts(config);
    this.spam = new SpamReferrers(config.spamReferrers);
    this.ignoredCountries = new Set(config.ignoreCountries);
  }

  /**
   * The events in what was caught; what is dropped on the way is counted.
   *
   * @throws when the salt of a day cannot be had now; nothing was counted then
   */
  async derive(hits: readonly Hit[]): Promise<AnalyticsEvent[]> {
    const salts = new Map<number, Buffer | null>();
    for (const { at } of hits) {
      const day = dayOf(at);
      if (!salts.has(day)) salts.set(day, await this.salts.saltOf(nameOf(day)));
    }
    const events: AnalyticsEvent[] = [];
    for (const hit of hits) {
      const event = this.eventOf(hit, salts.get(dayOf(hit.at)) ?? null);
      if (event) events.push(event);
    }
    return events;
  }

  private eventOf(hit: Hit, salt: Buffer | null): AnalyticsEvent | undefined {
    const ownEvent = hit.address === undefined;
    const agent = this.agents.classify(hit.userAgent);
    const bot = ownEvent ? '' : agent.bot;
    if (bot !== '' && this.config.bots === 'drop') return this.drop(bot);
    if (this.spam.sent(hit.referrer)) return this.drop('referrer-spam');
    const { texts } = this;
    const { site, custom } = hit;
    const host = texts.host(hit.host);
    const permits = bot === '' ? hit.permits : NOTHING;
    const event = completedEvent({
      id: custom?.id ?? newId(),
      at: hit.at,
      kind: custom?.kind ?? 'pageview',
      site,
      name: texts.title(custom?.name ?? hit.name ?? ''),
      page: this.config.path === 'template' && hit.route !== '' ? texts.route(hit.route) : texts.page(hit.url),
      route: texts.route(hit.route),
      host,
      title: texts.title(hit.title ?? ''),
      referrer: texts.referrer(hit.referrer, host),
      device: agent.device,
      browser: agent.browser,
      os: agent.os,
      language: this.languageOf(hit.language),
      visitor: this.visitorOf(hit, salt),
      persistent: hit.visitorId !== null,
      bot: this.config.bots === 'count' ? '' : bot,
      properties: texts.properties(custom?.properties ?? null),
      permits,
    } as AnalyticsEvent);
    if (this.ignoredCountries.has(event.country)) return this.drop('ignored-country');
    const isForwarded = this.config.forwardedAddress === 'masked' && permits.length > 0;
    return isForwarded && hit.address !== undefined ? { ...event, address: maskedAddress(hit.address) } : event;
  }

  private drop(reason: DropReason): undefined {
    this.drops.drop(reason);
  }

  private visitorOf({ site, address, host, userAgent = '', visitorId }: Hit, salt: Buffer | null): string | null {
    if (visitorId !== null) return this.visitors.ofLasting(site, visitorId);
    if (address === undefined || salt === null) return null;
    return this.visitors.ofCookieless(salt, { site, address, userAgent, host });
  }

  private languageOf(header: string | undefined): string {
    if (header === undefined || header.length > LONGEST_HEADER) return languageOf(header ?? '');
    return this.languages.through(header, languageOf);
  }
}
