import { type ModuleExtras, type RequestView, type RouteExtras } from '@nest-privacy/core';
import { type TrackingStatusValue } from './status/tracking-status-value.js';

/**
 * What a tracking status resource tells beside its value (W3C TPE section 7.5), named as on the wire. References are URI
 * references, resolved against the resource.
 */
export interface StatusMembers {
  /** Regimes the server claims to comply with; required with an extension value or member. @default none */
  readonly compliance?: readonly string[] | undefined;
  /** Characters that limit the tracking, as the regimes in `compliance` define them. @default none */
  readonly qualifiers?: string | undefined;
  /** Who is responsible; required when that is not the owner of the domain. A single string counts as a list of one. @default the site itself */
  readonly controller?: string | readonly string[] | undefined;
  /** Domain names that belong to the same party. @default none */
  readonly 'same-party'?: readonly string[] | undefined;
  /** Audits of the controller's practice. @default none */
  readonly audit?: readonly string[] | undefined;
  /** The privacy policy; required for `D` and `G`. @default none */
  readonly policy?: string | undefined;
  /** Where consent is explained and can be revoked; required for `C` and `P`. @default none */
  readonly config?: string | undefined;
  /** Members that a regime in `compliance` defines (section 7.5.10). @default none */
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** One request-specific status. Members that it does not give are those of the site. */
export interface StatusOptions extends StatusMembers {
  /** Never `?`, `G` or `U`; `auto` derives it from the request. @default 'auto' */
  readonly tracking?: TrackingStatusValue | 'auto' | undefined;
}

/**
 * What GPC does to the tracking status: `opt-out` makes it `N`, which is true only if the application then stops cross-context use and not merely
 * sale; `separate` reads the signal and leaves the status alone; `off` does not read it.
 */
export type GpcEffect = 'opt-out' | 'separate' | 'off';

/** The effect of GPC, and the statement at `/.well-known/gpc.json` (W3C GPC section 4). */
export interface GpcOptions {
  /** @default 'opt-out' */
  readonly effect?: GpcEffect | undefined;
  /** Whether the site intends to abide by GPC. @default there is no statement, and the path is left to the application */
  readonly gpc?: boolean | undefined;
  /** When the statement was made: RFC 3339 date or date-time. @default not told */
  readonly lastUpdate?: string | undefined;
}

/** How an application learns of an opt-out, for example to keep it with the account. */
export interface OptOutHook {
  /** Names the session of a request; `undefined` when it has none, and then `handle` is not called. */
  sessionOf(request: RequestView): string | undefined;
  /**
   * Called when the first response to a session that opts out is done; nothing waits for it, and what it throws is logged. Each process calls it
   * once a session for the 10 000 sessions seen last, so let it be idempotent. A signal that disappears later revokes nothing.
   */
  handle(request: RequestView): void | Promise<void>;
}

/** What is known before the options are, in `forRoot` and `forRootAsync` alike. */
export interface DntModuleExtras extends ModuleExtras {
  /** Whether the module answers under `/.well-known/`. @default 'mounted' */
  readonly routes?: RouteExtras['routes'];
}

/** Options of DntModule; every member is optional. */
export interface DntModuleOptions extends StatusMembers {
  /**
   * `spec` follows W3C TPE. `legacy` behaves as the original Django middleware: every present `DNT` but `1` allows tracking, the echo is raw, there is
   * no consent, no GPC in the status, no `Vary`, and every path below the resource answers. @default 'spec'
   */
  readonly mode?: 'spec' | 'legacy' | undefined;
  /** The site-wide status: a fixed value, `auto` derives it from each request, `?` the same while the resource says so. @default 'auto' */
  readonly tracking?: TrackingStatusValue | 'auto' | undefined;
  /** Request-specific statuses by status-id: letters, digits and `_-+=/`. @default none */
  readonly statuses?: Readonly<Record<string, StatusOptions>> | undefined;
  /** The status-id of responses that choose none; for a gateway, the party that is usually selected. @default none */
  readonly defaultStatus?: string | undefined;
  /** What no expressed preference means: `N` where law requires an opt-in. @default 'T' */
  readonly whenUnset?: 'T' | 'N' | undefined;
  /** The effect, or effect and statement. @default `opt-out`, and no statement */
  readonly gpc?: GpcEffect | GpcOptions | undefined;
  /** Whether responses repeat a valid `DNT` as `0` or `1`. @default true */
  readonly echo?: boolean | undefined;
  /** Confirms that the application really does not track where the status says `N`; silences the warning at start. @default false */
  readonly honours?: boolean | undefined;
  /**
   * Whether to disregard the `DNT: 1` of a request (status `D`, section 7.2.9). Judge by the User-Agent alone, which `Vary` then names; the
   * conditions belong in `policy`. @default disregards nobody
   */
  readonly disregard?: ((request: RequestView) => boolean) | undefined;
  /** Text of `/.well-known/dnt-policy.txt`, byte for byte. It binds you to the EFF's policy. @default none, and the path is left to the application */
  readonly effPolicy?: string | Uint8Array | undefined;
  /**
   * `every-response` puts `Tk`, the echo and `Vary` on whatever the server sends; `intercepted` only where {@link DntInterceptor} is bound,
   * which the values `?` and `G` do not allow. @default 'every-response'
   */
  readonly headers?: 'every-response' | 'intercepted' | undefined;
  /** Told once a session that it opts out by DNT or GPC. @default nobody is told */
  readonly onOptOutSignal?: OptOutHook | undefined;
}
