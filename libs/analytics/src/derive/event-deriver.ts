import { Inject, Injectable } from '@nestjs/common';
import { days } from '@nest-privacy/core';
import { BoundedMap, maskedAddress, newId } from '@nest-privacy/core/kit';
import { AgentClassifier } from '../event/agent-classifier.js';
import { AnalyticsConfig } from '../analytics.config.js';
import { cleanText } from '../event/clean-text.js';
import { EventTexts } from './event-texts.js';
import { type Hit } from '../event/hit.js';
import { SaltSource } from '../identity/salt-source.js';
import { cookielessVisitor, lastingVisitor } from '../identity/visitor-hash.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { DropCounter } from '../event/drop-counter.js';

/** Language, script and region of a tag (BCP 47). Variants, extensions and private use may be one person's alone, and stay out. */
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?=-|$)/;
const LONGEST_HOST = 255;
const VISITORS_KEPT = 10_000;
const NOTHING: readonly string[] = [];

/** Day in UTC of an instant, counted from the epoch. */
const dayOf = (at: number): number => Math.floor(at / days(1));

/** The day as `2026-06-15`. */
const nameOf = (day: number): string => new Date(day * days(1)).toISOString().slice(0, 10);

const languageOf = (header: string | undefined): string => {
  const first = header?.split(/[,;]/, 1)[0]!.trim().toLowerCase() ?? '';
  return LANGUAGE.exec(first)?.[0] ?? '';
};

/** Makes events of what was caught: classifies, masks, cuts, hashes, and forgets address and user agent. */
@Injectable()
export class EventDeriver {
  private readonly texts: EventTexts;
  private readonly lasting = new BoundedMap<string, string>(VISITORS_KEPT);

  constructor(
    @Inject(AnalyticsConfig) private readonly config: AnalyticsConfig,
    private readonly agents: AgentClassifier,
    @Inject(SaltSource) private readonly salts: SaltSource,
    private readonly drops: DropCounter,
  ) {
    this.texts = new EventTexts(config);
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
    // Kept for one flush only, for its keys are raw addresses.
    const visitors = new Map<string, string>();
    return hits.flatMap((hit) => this.eventOf(hit, salts.get(dayOf(hit.at)) ?? null, visitors) ?? []);
  }

  private eventOf(hit: Hit, salt: Buffer | null, visitors: Map<string, string>): AnalyticsEvent | undefined {
    const ownEvent = hit.address === undefined;
    const agent = this.agents.classify(hit.userAgent);
    const bot = ownEvent ? '' : agent.bot;
    if (bot !== '' && this.config.bots === 'drop') {
      this.drops.drop(bot);
      return undefined;
    }
    const { texts } = this;
    const { site, custom } = hit;
    const host = cleanText(hit.host, LONGEST_HOST);
    const permits = bot === '' ? hit.permits : NOTHING;
    return {
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
      language: languageOf(hit.language),
      visitor: hit.visitorId === null ? anonymous(hit, salt, visitors) : this.lastingVisitor(site, hit.visitorId),
      persistent: hit.visitorId !== null,
      bot: this.config.bots === 'count' ? '' : bot,
      properties: texts.properties(custom?.properties ?? null),
      permits,
      ...(this.config.forwardedAddress === 'masked' &&
        permits.length > 0 &&
        hit.address !== undefined && { address: maskedAddress(hit.address) }),
    };
  }

  private lastingVisitor(site: string, id: string): string {
    return this.lasting.through(`${site}\n${id}`, () => lastingVisitor(site, id));
  }
}

function anonymous(hit: Hit, salt: Buffer | null, visitors: Map<string, string>): string | null {
  const { site, address, userAgent = '', host } = hit;
  if (address === undefined || salt === null) return null;
  const key = `${salt.toString('latin1')}\n${site}\n${address}\n${host}\n${userAgent}`;
  let visitor = visitors.get(key);
  if (visitor === undefined) visitors.set(key, (visitor = cookielessVisitor(salt, { site, address, userAgent, host })));
  return visitor;
}
