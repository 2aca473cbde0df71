import { ConfigurationError } from '@nest-privacy/core';

const MOST = 200;
const HOST = /^(?:\*\.)?[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?(?::\d{1,5})?$/;
const PORT = /:\d+$/;

/** Hosts by pattern: `example.com` with whatever port, `example.com:8080` with that one, `*.example.com` for the subdomains. */
export class HostPatterns {
  private readonly exact = new Set<string>();
  private readonly suffixes: string[] = [];

  /**
   * @param where names the option in the error
   * @throws ConfigurationError `HOST_PATTERN_INVALID`
   */
  constructor(patterns: readonly string[], where: string) {
    if (patterns.length > MOST) throw fault(`there are more than ${MOST} hosts`, where);
    for (const pattern of patterns) {
      const host = String(pattern).toLowerCase();
      if (!HOST.test(host)) throw fault(`${JSON.stringify(pattern)} is not a host`, where);
      if (host.startsWith('*.')) this.suffixes.push(host.slice(1));
      else this.exact.add(host);
    }
  }

  /** @param host in lower case, with or without a port */
  matches(host: string): boolean {
    if (this.exact.size === 0 && this.suffixes.length === 0) return false;
    const name = host.replace(PORT, '');
    return this.exact.has(host) || this.exact.has(name) || this.suffixes.some((suffix) => name.endsWith(suffix));
  }
}

const fault = (what: string, where: string): ConfigurationError =>
  new ConfigurationError({
    code: 'HOST_PATTERN_INVALID',
    what,
    where,
    remedy: `write at most ${MOST} hosts such as example.com, example.com:8080 or *.example.com`,
  });
