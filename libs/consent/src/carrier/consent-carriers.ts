import { Inject, Injectable } from '@nestjs/common';
import { type RequestView, SiteResolver } from '@nest-privacy/core';
import { KeyRing, Ports } from '@nest-privacy/core/kit';
import { ConsentConfig } from '../consent.config.js';
import { type Carried, decodeCarrier, encodeCarrier } from './consent-carrier.js';

/** Makes and opens what tells a job or a message whom it is about. */
@Injectable()
export class ConsentCarriers {
  private readonly keys: KeyRing;

  constructor(
    @Inject(ConsentConfig) { secrets }: ConsentConfig,
    private readonly sites: SiteResolver,
    private readonly ports: Ports,
  ) {
    this.keys = new KeyRing(secrets, 'consent-carrier');
  }

  /** @returns `null` for who never decided, and for a site that is none of ours */
  make(view: RequestView, subjectId: string | null): string | null {
    const site = this.sites.resolve(view);
    if (!site || subjectId === null) return null;
    return encodeCarrier(this.keys, { siteId: site.id, subjectId, signals: this.ports.signals.read(view) });
  }

  open(carrier: unknown): Carried | undefined {
    return decodeCarrier(this.keys, carrier);
  }
}
