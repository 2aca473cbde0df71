import { Inject, Injectable } from '@nestjs/common';
import { type ConsentCategory } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { ConsentConfig } from '../consent.config.js';
import { ConsentService } from '../consent.service.js';
import { ConsentPaths } from '../surface/consent-paths.js';
import { type Asked } from './asked.js';
import { consentRequired } from './consent-required.js';
import { type MissingConsent, missingConsent } from './missing-consent.js';
import { type Needs } from './needs.js';

/** Compares what code needs with what a person allows, wherever that code runs. */
@Injectable()
export class ConsentGate {
  constructor(
    private readonly service: ConsentService,
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    private readonly ports: Ports,
    private readonly paths: ConsentPaths,
  ) {}

  /**
   * What is missing; `undefined` when nothing is.
   *
   * @returns a promise only where the answer has to be looked up
   * @throws DatabaseUnavailableException (the promise) when that cannot be done
   */
  judge(needs: Needs, { view, carrier }: Asked): MissingConsent | undefined | Promise<MissingConsent | undefined> {
    const compare = (): MissingConsent | undefined => found(needs, this.service.missing(view, needs.categories));
    if (carrier === undefined) return this.service.settle(view)?.then(compare) ?? compare();
    return this.service.readCarried(carrier).then(({ allowed }) =>
      found(
        needs,
        needs.categories.filter((category) => allowed[category] !== true),
      ),
    );
  }

  /** Counts code that did not run as it would have, for want of consent. */
  count({ mode, categories }: MissingConsent): void {
    for (const category of categories) this.ports.metrics.count('consent_guard_denials_total', { category, mode });
  }

  /** Counts a job that is dropped for want of consent. */
  countDropped({ categories }: MissingConsent): void {
    for (const category of categories) this.ports.metrics.count('consent_jobs_dropped_total', { category });
  }

  /** The error of a refusal. */
  errorOf({ categories, exceptionFactory }: MissingConsent): Error {
    const consentUrl = this.paths.consentUrl();
    const factory = exceptionFactory ?? this.config.exceptionFactory ?? consentRequired;
    return factory({ categories, consentUrl });
  }
}

const found = ({ requirements }: Needs, missing: readonly ConsentCategory[]): MissingConsent | undefined =>
  missing.length === 0 ? undefined : missingConsent(requirements, missing);
