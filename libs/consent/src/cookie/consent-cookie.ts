import { type RequestView, type TrustedProxies } from '@nest-privacy/core';
import { prefixedCookieName } from '@nest-privacy/core/kit';
import { type ConsentConfig } from '../consent.config.js';

type Scheme = 'http' | 'https';

/** One cookie of the module: called and set as fits how the client came. */
export class ConsentCookie {
  private readonly names: Readonly<Record<Scheme, string>>;
  private readonly attributes: Readonly<Record<Scheme, string>>;

  /**
   * @param name without the prefix that it has over https
   * @param marks further attributes
   */
  private constructor(
    name: string,
    private readonly config: ConsentConfig['cookies'],
    private readonly proxies: TrustedProxies,
    marks: string,
  ) {
    const { domain } = config;
    this.names = { http: name, https: prefixedCookieName(name, { secure: true, domain }) };
    this.attributes = { http: attributesOf(config) + marks, https: `${attributesOf(config)}; Secure${marks}` };
  }

  /** The one with the decisions, which pages may read. */
  static ofDecisions(config: ConsentConfig['cookies'], proxies: TrustedProxies): ConsentCookie {
    return new ConsentCookie(config.consentName, config, proxies, '');
  }

  /** The one with the subject, which is for the server alone; also where it is taken away, for some clients keep an `HttpOnly` cookie from one that is none. */
  static ofSubject(config: ConsentConfig['cookies'], proxies: TrustedProxies): ConsentCookie {
    return new ConsentCookie(config.subjectName, config, proxies, '; HttpOnly');
  }

  /** The longest name that it has. */
  get longestName(): string {
    return this.names.https;
  }

  /** Its value in a request; `undefined` without one. */
  read(view: RequestView): string | undefined {
    return view.cookie(this.nameFor(view));
  }

  /** Its one name over the scheme by which a request came. */
  nameFor(view: RequestView): string {
    return this.names[this.schemeOf(view)];
  }

  /** The `Set-Cookie` value that gives it to a browser. */
  write(view: RequestView, value: string): string {
    const scheme = this.schemeOf(view);
    return `${this.names[scheme]}=${value}${this.attributes[scheme]}`;
  }

  /** The `Set-Cookie` value that takes it from a browser. */
  erase(view: RequestView): string {
    return this.write(view, '').replace(/; Max-Age=\d+/, '; Max-Age=0');
  }

  private schemeOf(view: RequestView): Scheme {
    return this.config.secure === 'always' ? 'https' : this.proxies.scheme(view);
  }
}

function attributesOf({ domain, lifetime }: ConsentConfig['cookies']): string {
  const parts = [`Max-Age=${Math.floor(lifetime / 1_000)}`, 'Path=/', 'SameSite=Lax'];
  if (domain !== undefined) parts.push(`Domain=${domain}`);
  return `; ${parts.join('; ')}`;
}
