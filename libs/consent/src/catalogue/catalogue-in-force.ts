import { Inject, Injectable } from '@nestjs/common';
import { type CatalogueVersion, type CategoryRenewals, type KnownCatalogue } from '@nest-privacy/core';
import { FaultLog, Ports } from '@nest-privacy/core/kit';
import { ConsentConfig } from '../consent.config.js';

const NO_RENEWALS: CategoryRenewals = Object.freeze({});

/** What a site's visitors are shown of the catalogue, and which of its changes let grants lapse. */
export interface CatalogueView {
  /** `null` without a catalogue, or while it is not known. */
  readonly version: CatalogueVersion | null;
  /** Since when categories hold what earlier grants do not cover; `null` while that is not known. */
  readonly renewals: CategoryRenewals | null;
}

/** There is none, or none that matters. */
export const NO_CATALOGUE: CatalogueView = Object.freeze({ version: null, renewals: NO_RENEWALS });
const NOT_KNOWN: CatalogueView = Object.freeze({ version: null, renewals: null });

/** The catalogue of tracking items as consent sees it. */
@Injectable()
export class CatalogueInForce {
  private readonly faults = new FaultLog(CatalogueInForce.name);
  private readonly views = new WeakMap<KnownCatalogue, CatalogueView>();

  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    private readonly ports: Ports,
  ) {}

  /** What memory knows, at once. */
  of(siteId: string): CatalogueView {
    const { catalogue } = this.ports;
    if (!catalogue) return NO_CATALOGUE;
    const known = catalogue.known(siteId);
    return known ? this.viewOf(known) : this.unknown;
  }

  /**
   * The same for somebody who decides: brought up to date where memory holds an earlier catalogue than the visitor says to have been shown. A failure is logged and
   * stops nobody from deciding.
   */
  async ofDecision(siteId: string, shown: number | null): Promise<CatalogueView> {
    try {
      await this.ports.catalogue?.current(siteId, shown ?? 0);
    } catch (error) {
      this.faults.error('The catalogue cannot be read; records do not name its version', error);
    }
    return this.of(siteId);
  }

  /** An earlier version as evidence: its hash is `null` where there never was such a version, or it cannot be read. */
  async earlier(siteId: string, version: number): Promise<string | null> {
    try {
      return (await this.ports.catalogue?.earlier(siteId, version))?.sha256 ?? null;
    } catch (error) {
      this.faults.error('An earlier catalogue cannot be read; records do not name its hash', error);
      return null;
    }
  }

  /** The same one for as long as the catalogue is, by which those who compare it see that at once. */
  private viewOf(known: KnownCatalogue): CatalogueView {
    let view = this.views.get(known);
    if (!view) this.views.set(known, (view = { version: known, renewals: this.renewalsOf(known) }));
    return view;
  }

  private get unknown(): CatalogueView {
    return this.config.catalogueRenewal === 'none' ? NO_CATALOGUE : NOT_KNOWN;
  }

  private renewalsOf({ renewals }: KnownCatalogue): CategoryRenewals {
    const { catalogueRenewal } = this.config;
    return catalogueRenewal === 'none' ? NO_RENEWALS : renewals[catalogueRenewal];
  }
}
