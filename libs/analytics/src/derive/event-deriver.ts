import { Inject, Injectable } from '@nestjs/common';
import { BoundedMap, maskedAddress, newIdAt } from '@nest-privacy/core/kit';
import { AgentClassifier } from '../event/agent-classifier.js';
import { AnalyticsConfig } from '../analytics.config.js';
import { Arrivals } from './arrivals.js';
import { EventTexts } from './event-texts.js';
import { type Hit } from '../event/hit.js';
import { SaltSource } from '../identity/salt-source.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { DropCounter } from '../event/drop-counter.js';
import { type DaySalts, HitVisitors } from './hit-visitors.js';
import { DROP_REASONS, type DropReason } from '../event/drop-reason.js';
import { screenClassOf } from './screen-class.js';
import { traceEvent } from './trace-event.js';
import { SpamReferrers } from './spam-referrers.js';

/** Language, script and region of a tag (BCP 47). Variants, extensions and private use may be one person's alone, and stay out. */
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?=-|$)/;
const LANGUAGES_KEPT = 1_000;
const LONGEST_HEADER = 256;
const NOTHING: readonly string[] = [];

const languageOf = (header: string): string => {
  const first = header.split(/[,;]/, 1)[0]!.trim().toLowerCase();
  return LANGUAGE.exec(first)?.[0] ?? '';
};

type Drops = Pick<DropCounter, 'drop'>;

/** What events are derived with, where it is not what the application has for live requests. */
export interface DerivedFrom {
  readonly salts: Pick<SaltSource, 'saltOf'>;
  readonly drops: Drops;
}

/** Makes events of what was caught: classifies, masks, cuts, hashes, and forgets address and user agent. */
@Injectable()
export class EventDeriver {
  private readonly texts: EventTexts;
  private readonly visitors: HitVisitors;
  private readonly arrivals: Arrivals;
  private readonly spam: SpamReferrers;
  private readonly ignoredCountries: ReadonlySet<string>;
  private readonly languages = new BoundedMap<string, string>(LANGUAGES_KEPT);

  constructor(
    @Inject(AnalyticsConfig) private readonly config: AnalyticsConfig,
    private readonly agents: AgentClassifier,
    @Inject(SaltSource) salts: SaltSource,
    private readonly drops: DropCounter,
  ) {
    this.texts = new EventTexts(config);
    this.spam = new SpamReferrers(config.spamReferrers);
    this.ignoredCountries = new Set(config.ignoreCountries);
    this.visitors = new HitVisitors(salts);
    this.arrivals = new Arrivals(config);
  }

  /**
   * The events in what was caught; what is dropped on the way is counted, as are machines that are kept apart.
   *
   * @param from where the salts of the days are from, and where what is dropped is counted. Default: where the application has both
   * @throws when the salt of a day cannot be had now; nothing was counted then
   */
  async derive(hits: readonly Hit[], from?: DerivedFrom): Promise<AnalyticsEvent[]> {
    const salts = await this.visitors.saltsOf(hits, from?.salts);
    const drops = from?.drops ?? this.drops;
    const events: AnalyticsEvent[] = [];
    for (const hit of hits) {
      const event = this.eventOf(hit, salts, drops);
      if (event) events.push(event);
    }
    return events;
  }

  private eventOf(hit: Hit, salts: DaySalts, drops: Drops): AnalyticsEvent | undefined {
    const drop = (reason: DropReason): undefined => {
      hit.trace?.note('dropped', reason, DROP_REASONS[reason]);
      drops.drop(reason);
    };
    const agent = this.agents.classify(hit.userAgent ?? undefined, hit.hints);
    const isTold = hit.address !== undefined && hit.userAgent !== null;
    const isMachine = agent.bot !== '' && isTold && this.config.bots !== 'count';
    if (isMachine && this.config.bots === 'drop') return drop(agent.bot);
    if (this.spam.sent(hit.referrer)) return drop('referrer-spam');
    if (this.ignoredCountries.has(hit.country)) return drop('ignored-country');
    if (isMachine) drops.drop(agent.bot);
    const { texts } = this;
    const { site, custom } = hit;
    const host = texts.host(hit.host);
    const referrer = texts.referrer(hit.referrer, host);
    const permits = isMachine ? NOTHING : hit.permits;
    const event: AnalyticsEvent = {
      id: custom?.id ?? newIdAt(hit.at),
      at: hit.at,
      kind: hit.kind,
      site,
      name: texts.title(custom?.name ?? hit.name ?? ''),
      page: this.config.path === 'template' && hit.route !== '' ? texts.route(hit.route) : texts.page(hit.url),
      route: texts.route(hit.route),
      host,
      title: texts.title(hit.title ?? ''),
      referrer,
      device: agent.device,
      browser: agent.browser,
      browserVersion: agent.browserVersion,
      os: agent.os,
      osVersion: agent.osVersion,
      screen: screenClassOf(hit.screen),
      country: this.config.places === 'off' ? '' : hit.country,
      region: hit.region,
      ...this.arrivals.of(hit, referrer),
      revenue: hit.revenue,
      language: this.languageOf(hit.language),
      ...this.visitors.of(hit, salts),
      persistent: hit.visitorId !== null,
      audience: isMachine ? agent.audience : 'people',
      activity: hit.activity,
      interactive: custom?.interactive ?? false,
      bot: isMachine ? agent.bot : '',
      properties: texts.properties(custom?.properties ?? null, custom?.name),
      permits,
    };
    if (hit.trace) traceEvent(hit.trace, event);
    const isForwarded = this.config.forwardedAddress === 'masked' && permits.length > 0;
    return isForwarded && hit.address !== undefined ? { ...event, address: maskedAddress(hit.address) } : event;
  }

  private languageOf(header: string | undefined): string {
    if (header === undefined || header.length > LONGEST_HEADER) return languageOf(header ?? '');
    return this.languages.through(header, languageOf);
  }
}
