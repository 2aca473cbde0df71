import { Inject, Injectable } from '@nestjs/common';
import { CategoryRegistry, type ConsentCategory, type Decisions } from '@nest-privacy/core';
import { ConsentConfig } from '../consent.config.js';
import { type RecordInterop } from '../entities/record-circumstances.js';
import { type GoogleConsentMode, consentModeOf } from './google-consent-mode.js';
import { type ConsentStrings, type StringReport } from './consent-strings.js';
import { type InteropConfig } from './interop.options.js';
import { stringsInvalid, stringsUnsupported } from './string-problems.js';

/** Strings that were read and are good. */
export interface ReadStrings {
  readonly strings: ConsentStrings;
  readonly report: StringReport;
}

type Allowed = Readonly<Partial<Record<ConsentCategory, boolean>>>;

/** Says what other systems are told of a decision. */
@Injectable()
export class ConsentInterop {
  private readonly config: InteropConfig;

  /** @throws ConfigurationError when the mapping names a category that there is not */
  constructor(@Inject(ConsentConfig) { interop }: ConsentConfig, registry: CategoryRegistry) {
    const categories = Object.values(interop.consentMode).filter((category) => category !== 'denied');
    registry.assertKnown(categories, 'ConsentModule option "interop", "consentMode"');
    this.config = interop;
  }

  /** Where Google Consent Mode stands with what is allowed. */
  modeOf(allowed: Allowed): GoogleConsentMode {
    return consentModeOf(allowed, this.config.consentMode);
  }

  /**
   * Reads what was sent along with a decision.
   *
   * @param now milliseconds since the epoch
   * @returns `null` when nothing was
   * @throws ProblemException 400 `CONSENT_STRING_UNSUPPORTED` or `CONSENT_STRING_INVALID`
   */
  read(strings: ConsentStrings | undefined, now: number): ReadStrings | null {
    if (strings === undefined) return null;
    if (this.config.strings === null) throw stringsUnsupported(Object.keys(strings));
    const report = this.config.strings.read(strings, now);
    if (report.faults.length > 0) throw stringsInvalid(report.faults);
    return { strings, report };
  }

  /**
   * What a record keeps. A contradiction is no reason to refuse: the visitor decided, and what another system made of it is kept for whoever has
   * to explain it.
   *
   * @param decisions where every category stands afterwards
   * @param allowed what follows from it and from the signals
   */
  ofRecord(decisions: Decisions, allowed: Allowed, read: ReadStrings | null): RecordInterop {
    const conflicts = read === null ? [] : [...read.report.conflicts, ...againstDecisions(read.report, decisions)];
    return { ...read?.strings, consentMode: this.modeOf(allowed), ...(conflicts.length > 0 && { conflicts }) };
  }
}

const againstDecisions = ({ claims }: StringReport, decisions: Decisions): string[] =>
  claims
    .filter(({ category, decision }) => ![undefined, 'unset', decision].includes(decisions[category]))
    .map(({ by, category }) => `${by}:${category}`);
