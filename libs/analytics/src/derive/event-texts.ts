import { type AnalyticsConfig } from '../analytics.config.js';
import { LONGEST_KEY, LONGEST_TEXT } from '../event/event-properties.js';
import { TextMask } from '../mask/text-mask.js';
import { type EventProperties } from '../event/analytics-event.js';
import { hasLink } from '../event/reserved-event.js';
import { cleanText } from '../event/clean-text.js';
import { DIRECT, INTERNAL, isInternal, referrerOf } from '../event/referrer.js';
import { RememberedText } from './remembered-text.js';

const LONGEST_PATH = 512;
const LONGEST_HOST = 255;
const LONGEST_TITLE = 300;

const QUERY = /[?#]/;
const withoutQuery = (url: string): string => {
  const end = url.search(QUERY);
  return end < 0 ? url : url.slice(0, end);
};

/**
 * The texts of an event, masked and then cut: the other way round, half an address would be none any more, and stay. What the application's own code says of
 * a page is taken as it is.
 */
export class EventTexts {
  private readonly mask: TextMask;
  private readonly pages = new RememberedText();
  private readonly bare = new RememberedText();
  private readonly titles = new RememberedText();
  private readonly referrers = new RememberedText();

  constructor(private readonly config: Pick<AnalyticsConfig, 'mask' | 'referrers'>) {
    this.mask = new TextMask(config.mask);
  }

  /** Path without query; an absolute URL, which a client may send to a proxy, is cut to its path too. */
  page(url: string): string {
    if (url === '') return '';
    const bare = withoutQuery(url);
    const path = bare.startsWith('/') ? bare : bare.replace(/^[a-z]+:\/\/[^/]*/i, '') || '/';
    return this.pages.of(path, (text) => cleanText(this.mask.path(text), LONGEST_PATH));
  }

  /** The template of a route, which holds names instead of values. */
  route(template: string): string {
    return this.bare.of(template, (text) => cleanText(text, LONGEST_PATH));
  }

  /** Title of a page or name of an event. */
  title(text: string): string {
    return this.titles.of(text, (title) => cleanText(this.mask.text(title), LONGEST_TITLE));
  }

  /** The name of a host, as the client sent it. */
  host(host: string): string {
    return this.bare.of(host, (text) => cleanText(text, LONGEST_HOST));
  }

  /** What led here; see {@link referrerOf}. */
  referrer(referrer: string | undefined, host: string): string {
    if (referrer === undefined || referrer === '') return DIRECT;
    const page = withoutQuery(referrer);
    if (isInternal(page, host)) return INTERNAL;
    // In the form in which it is remembered the host of a page stands where it was just looked for.
    return this.referrers.of(page, (text) =>
      cleanText(
        referrerOf(text, host, (path) => this.pathOf(path)),
        LONGEST_PATH,
      ),
    );
  }

  /**
   * Properties with every text masked; numbers are quantities, and stay.
   *
   * @param name of the event; of a link that it reports, the address is kept without its query
   */
  properties(properties: EventProperties | null, name = ''): EventProperties | null {
    if (properties === null) return null;
    const { url } = properties;
    const known = hasLink(name) && typeof url === 'string' ? { ...properties, url: this.link(url) } : properties;
    const entries = Object.entries(known);
    return Object.fromEntries(
      entries.map(([name, value]) => [
        cleanText(this.mask.text(name), LONGEST_KEY),
        typeof value === 'string' ? cleanText(this.mask.text(value), LONGEST_TEXT) : value,
      ]),
    );
  }

  private link(url: string): string {
    if (!URL.canParse(url)) return withoutQuery(url);
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${this.mask.path(pathname)}`;
  }

  private pathOf(path: string): string {
    return this.config.referrers === 'origin' ? '' : this.mask.path(path);
  }
}
