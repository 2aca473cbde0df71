/**
 * How something passes the gate. `hint`: a link that has the browser connect or fetch ahead. `loads`: an address that is fetched as soon as it is
 * parsed. `template`: the same within a template, from which Firefox fetches. `handler`: an `on…` attribute of a parked element, which runs whatever it
 * waits for. `ping`: an address that is told of clicks. `noscript`: an address for visitors without scripts, who cannot decide here. `style`: an
 * address in a style. `request`: a request that this page has made. `worker`: a service worker of an earlier visit.
 */
export type EscapeKind =
  'hint' | 'loads' | 'template' | 'handler' | 'ping' | 'noscript' | 'style' | 'request' | 'worker';

/** Something that the gate does not hold back. */
export interface Escape {
  /** How it passes. */
  readonly kind: EscapeKind;
  /** Where it leads, or the attribute that runs. */
  readonly address: string;
  /** The element; `null` for requests and workers. */
  readonly element: Element | null;
}
