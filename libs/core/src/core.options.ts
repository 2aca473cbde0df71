import { type Clock } from './time/clock.js';
import { type CountryHeaders } from './geo/header-places.js';
import { type ShutdownGrace } from './server/shutdown-grace.js';
import { type Site } from './request/site-resolver.js';

/** What the whole suite shares; every member is optional. */
export interface CoreModuleOptions {
  /** The application's own categories, beside ESSENTIALS, STATISTICS and MARKETING. @default none */
  readonly categories?: readonly string[] | undefined;
  /** Sites and their hosts. @default one site `default` for every host */
  readonly sites?: readonly Site[] | undefined;
  /** Proxies whose word about the client is believed: addresses or CIDR ranges. @default none */
  readonly trustedProxies?: readonly string[] | undefined;
  /**
   * Origins beside the application's own whose pages administrators use, such as `https://admin.example.com`. Only for who is known by a cookie: what carries a token in
   * `Authorization` may come from anywhere. @default none
   */
  readonly adminOrigins?: readonly string[] | undefined;
  /**
   * Header fields by which the trusted proxies tell where a client is; from anybody else they are not believed. Asked where the law of the place matters, after
   * the `CountryResolver` that is bound. @default none
   */
  readonly countryHeaders?: CountryHeaders | undefined;
  /**
   * Milliseconds that open connections have to end once the application shuts down; then they are closed, whatever they are doing. `off` waits for as long as they
   * like. @default 5000
   */
  readonly shutdownGrace?: ShutdownGrace | undefined;
  /** @default the machine's clock */
  readonly clock?: Clock | undefined;
}
