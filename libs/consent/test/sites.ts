import { type Site } from '@nest-privacy/core';

/** Sites for tests that share an application: each has one of its own, and finds nothing there of the others. */
export class TestSites {
  readonly all: readonly Site[];
  private taken = 0;

  constructor(count = 40) {
    this.all = Array.from({ length: count }, (_, i) => ({ id: `site${i}`, hosts: [`site${i}.example`] }));
  }

  /** A site that no test has had. */
  take(): Site {
    const site = this.all[this.taken++];
    if (!site) throw new Error('more tests than sites');
    return site;
  }
}

/** The header by which a request is for a site, of an application whose trusted proxy is this machine. */
export const atSite = ({ hosts }: Site): { readonly 'x-forwarded-host': string } => ({ 'x-forwarded-host': hosts[0]! });

/** Believes {@link atSite}. */
export const TRUSTS_THE_TEST = { trustedProxies: ['loopback'] };
