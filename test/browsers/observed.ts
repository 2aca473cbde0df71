import { type SeenRequest, type Violation } from './test-page.js';

/** Before what a page tells of its violations in its own console. */
const MARK = 'a policy was violated: ';

/** Runs in a page before anything of its own does, in every frame. */
export function reportViolations(mark: string): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    const { effectiveDirective: directive, blockedURI: blocked, sample } = event;
    console.debug(mark + JSON.stringify({ directive, blocked, sample }));
  });
}

/** Its one argument. */
export const VIOLATION_MARK = MARK;

/** Runs there as well, where a browser has no Global Privacy Control of its own. */
export function pretendGpc(): void {
  Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true, configurable: true });
}

/** The same of Do Not Track. */
export function pretendDnt(): void {
  Object.defineProperty(Navigator.prototype, 'doNotTrack', { get: () => '1', configurable: true });
}

/** Names that stand for this machine: the loopback, `localhost` and all below it, and the domain `test`, which nobody owns (RFC 6761). */
function isLocal(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  if (!/^(https?|wss?):$/.test(protocol)) return true;
  return hostname === '[::1]' || /^127\.|(^|\.)(localhost|test)$/.test(hostname);
}

/** Browsers write into their consoles what a policy refused, some of them as an error of the page; it is counted by its event. */
const REFUSAL = /Content[- ]Security[- ]Policy|TrustedHTML|TrustedScript/i;

/** What is seen of the pages of one engine. */
export class Observed {
  readonly requests: SeenRequest[] = [];
  readonly faults: string[] = [];
  readonly violations: Violation[] = [];

  /** @param foreign takes the address of each request that leaves this machine */
  constructor(private readonly foreign: string[]) {}

  request(request: SeenRequest): void {
    if (!isLocal(request.url)) this.foreign.push(request.url);
    // Its own pages are no requests of a site.
    if (!request.url.startsWith('about:')) this.requests.push(request);
  }

  console(type: string, text: string): void {
    if (text.startsWith(MARK)) this.violations.push(JSON.parse(text.slice(MARK.length)) as Violation);
    else if (type === 'error') this.fault(text);
  }

  error(error: unknown): void {
    this.fault(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }

  private fault(text: string): void {
    if (!REFUSAL.test(text)) this.faults.push(text);
  }
}
