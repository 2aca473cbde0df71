import { ConfigurationError } from '../errors/configuration.error.js';
import { originOf } from '../request/origin.js';
import { OriginCheck } from '../request/origin-check.js';
import { type RequestView } from '../request/request-view.js';
import { TrustedProxies } from '../request/trusted-proxies.js';

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What a browser adds by itself proves nothing of the page that asks. */
const ADDED_BY_BROWSERS = /^(basic|digest|negotiate|ntlm)\b/i;

function checked(text: string): string {
  const origin = originOf(text);
  if (origin !== undefined) return origin;
  throw new ConfigurationError({
    code: 'ADMIN_ORIGIN_INVALID',
    what: `${JSON.stringify(text)} is not an origin`,
    where: 'CoreModule option "adminOrigins"',
    remedy: 'write scheme, host and port only, such as https://admin.example.com',
  });
}

/**
 * Keeps pages of other sites from acting as an administrator whose session is a cookie: what changes something has to come from the application's own pages, or from
 * those of its admin origins. What carries a token in `Authorization` comes from a program that has it, whichever page it runs in.
 *
 * @see OriginCheck
 */
export class AdminOrigins {
  private readonly check: OriginCheck;

  /**
   * @param origins whose pages administrators use beside the application's own
   * @throws ConfigurationError `ADMIN_ORIGIN_INVALID`
   */
  constructor(proxies: TrustedProxies = new TrustedProxies(), origins: readonly string[] = []) {
    const admitted = new Set(origins.map(checked));
    this.check = new OriginCheck(proxies, (origin) => admitted.has(origin));
  }

  /** Whether the request may act. */
  passes(view: RequestView): boolean {
    if (READING.has(view.method)) return true;
    const authorization = view.header('authorization');
    if (authorization !== undefined && !ADDED_BY_BROWSERS.test(authorization)) return true;
    return this.check.passes(view);
  }
}
