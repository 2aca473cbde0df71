import {
  type AddressMarks,
  BoundedMap,
  classifyArrival,
  KEYWORD_HIDDEN,
  marksOf,
  NO_MARKS,
  searchedFor,
  sourceOfHost,
} from '@nest-privacy/core/kit';
import { getDomain } from 'tldts';
import { type AnalyticsConfig } from '../analytics.config.js';
import { type AnalyticsEvent, type Campaign } from '../event/analytics-event.js';
import { cleanText } from '../event/clean-text.js';
import { type Hit } from '../event/hit.js';
import { DIRECT, INTERNAL } from '../event/referrer.js';
import { TextMask } from '../mask/text-mask.js';

/** What an event says of the way that led to it. */
export type Arrival = Pick<AnalyticsEvent, 'channel' | 'source' | 'keyword' | 'campaign' | 'click'>;

/** Nobody arrived: a page of the same host led here, or the server speaks of itself. */
const NO_ARRIVAL: Arrival = { channel: '', source: '', keyword: '', campaign: null, click: '' };

const KEPT = 5_000;
/** Longest text of a campaign, and longest words of a search, in UTF-16 units. */
const LONGEST = 255;

/** The host in what is kept of a referrer, in lower case and without a port. */
function hostOf(referrer: string): string {
  const start = referrer.indexOf('://') + 3;
  const end = referrer.indexOf('/', start);
  const host = referrer.slice(start, end < 0 ? referrer.length : end);
  const port = host.lastIndexOf(':');
  return (port > host.lastIndexOf(']') ? host.slice(0, port) : host).toLowerCase();
}

/** The name under which the pages of a host are registered; of an Android app its package, of an address the address. */
function registeredName(referrer: string, host: string): string {
  const name = (referrer.startsWith('http') ? getDomain(host, { allowPrivateDomains: true }) : null) ?? host;
  return cleanText(name.startsWith('www.') ? name.slice(4) : name, LONGEST);
}

const campaignOf = ({ source, medium, campaign, term, content }: AddressMarks): Campaign | null =>
  source + medium + campaign + term + content === '' ? null : { source, medium, campaign, term, content };

/** @param hasWords whether the page that led here tells what was searched for, by which a portal is a search engine */
function arrivalOf(referrer: string, host: string, marks: AddressMarks, hasWords: boolean): Arrival {
  const known = sourceOfHost(host);
  const linked = known?.kind === 'portal' && !hasWords ? undefined : known;
  const { channel, name } = classifyArrival({ host, referrer: linked, marks });
  return {
    channel,
    source: name || marks.source || (host === '' ? '' : registeredName(referrer, host)),
    keyword: linked?.kind === 'search' ? KEYWORD_HIDDEN : '',
    campaign: campaignOf(marks),
    click: marks.click,
  };
}

/**
 * Tells by which way somebody came. What the address says of a campaign is masked as all texts are, and remembered only masked; the same object is handed out for the
 * same way.
 */
export class Arrivals {
  private readonly mask: TextMask;
  private readonly known = new BoundedMap<string, Arrival>(KEPT);
  private readonly clean = (text: string): string => cleanText(this.mask.text(text), LONGEST);

  constructor(private readonly config: Pick<AnalyticsConfig, 'mask' | 'referrers'>) {
    this.mask = new TextMask(config.mask);
  }

  /**
   * The way that led to a hit.
   *
   * @param referrer what is kept of the hit's referrer
   */
  of(hit: Pick<Hit, 'address' | 'url' | 'referrer'>, referrer: string): Arrival {
    if (referrer === INTERNAL || hit.address === undefined) return NO_ARRIVAL;
    const marks = marksOf(hit.url, this.clean);
    const host = referrer === DIRECT ? '' : hostOf(referrer);
    const words = this.wordsOf(hit.referrer, host);
    const key = `${host}${words === '' ? '' : '?'}${marks === NO_MARKS ? '' : Object.values(marks).join('\n')}`;
    const arrival =
      this.known.get(key) ?? this.known.through(key, () => arrivalOf(referrer, host, marks, words !== ''));
    return words === '' ? arrival : { ...arrival, keyword: words };
  }

  /** What was searched for, where the page that led here still tells and its address may be read. */
  private wordsOf(referrer: string | undefined, host: string): string {
    if (host === '' || this.config.referrers === 'origin' || !referrer?.includes('?')) return '';
    const source = sourceOfHost(host);
    return source === undefined ? '' : this.clean(searchedFor(source, referrer)).trim();
  }
}
