import { ConfigurationError } from '@nest-privacy/core';

const MOST = 10_000;
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?$/;

/** Hosts, with their subdomains, that send referrers although nothing there leads here. */
export class SpamReferrers {
  private readonly names: ReadonlySet<string>;

  /** @throws ConfigurationError `SPAM_REFERRER_INVALID` */
  constructor(names: readonly string[]) {
    if (names.length > MOST) throw fault(`there are more than ${MOST} names`);
    const strange = names.find((name) => typeof name !== 'string' || !NAME.test(name.toLowerCase()));
    if (strange !== undefined) throw fault(`${JSON.stringify(strange)} is not the name of a host`);
    this.names = new Set(names.map((name) => name.toLowerCase()));
  }

  /** Whether an event that came with this referrer is one of theirs. */
  sent(referrer: string | undefined): boolean {
    if (this.names.size === 0 || referrer === undefined || !URL.canParse(referrer)) return false;
    let name = new URL(referrer).hostname;
    while (name !== '') {
      if (this.names.has(name)) return true;
      const dot = name.indexOf('.');
      name = dot < 0 ? '' : name.slice(dot + 1);
    }
    return false;
  }
}

const fault = (what: string): ConfigurationError =>
  new ConfigurationError({
    code: 'SPAM_REFERRER_INVALID',
    what,
    where: 'AnalyticsModule option "spamReferrers"',
    remedy: `give at most ${MOST} names of hosts such as example.com, without scheme, port and path`,
  });
