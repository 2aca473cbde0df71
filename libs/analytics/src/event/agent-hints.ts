import { type IncomingHttpHeaders } from 'node:http';

/** What a browser says of itself beside its user agent (User-Agent Client Hints, WICG), as it was sent. */
export interface AgentHints {
  /** `Sec-CH-UA`, or `Sec-CH-UA-Full-Version-List` where it is sent: its brands with their versions. */
  readonly brands: string;
  /** `Sec-CH-UA-Mobile`. */
  readonly mobile: string;
  /** `Sec-CH-UA-Platform`. */
  readonly platform: string;
  /** `Sec-CH-UA-Platform-Version`, which browsers send only where a site asks for it. */
  readonly platformVersion: string;
}

const LONGEST = 512;

function only(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === 'string' && value.length <= LONGEST ? value : '';
}

/** The hints of a request; `undefined` from a browser that sends none. */
export function hintsOf(headers: IncomingHttpHeaders): AgentHints | undefined {
  if (headers['sec-ch-ua'] === undefined && headers['sec-ch-ua-platform'] === undefined) return undefined;
  return {
    brands: only(headers, 'sec-ch-ua-full-version-list') || only(headers, 'sec-ch-ua'),
    mobile: only(headers, 'sec-ch-ua-mobile'),
    platform: only(headers, 'sec-ch-ua-platform'),
    platformVersion: only(headers, 'sec-ch-ua-platform-version'),
  };
}
