import {
  type ConsentSnapshot,
  type ConsentStanding,
  type Decisions,
  type PrivacySignals,
  type Regime,
} from '@nest-privacy/core';
import { type Regimes } from '../decision/consent-terms.js';
import { type VisitorConsent } from '../decision/visitor-consent.js';
import { type GoogleConsentMode } from '../interop/google-consent-mode.js';

/** The answer of `GET /consent`; times are ISO 8601 in UTC. */
export class VisitorConsentView {
  readonly decisions: Decisions;
  readonly allowed: ConsentSnapshot['allowed'];
  readonly state: ConsentStanding;
  readonly regime: Regime;
  readonly regimes: Regimes;
  readonly jurisdiction: string;
  readonly noticeVersion: number;
  readonly catalogueVersion: number | null;
  readonly recordId: string | null;
  readonly decidedAt: string | null;
  readonly validUntil: string | null;
  readonly promptRequired: boolean;
  readonly reaskNotBefore: string | null;
  readonly showGpcHonoured: boolean;
  readonly signals: PrivacySignals;
  /** For `gtag('consent', 'update', …)`. */
  readonly consentMode: GoogleConsentMode;
  /** The tool whose consent `POST /consent/import` would take over; absent where there is nothing. */
  readonly importable?: string;

  constructor(visitor: VisitorConsent, consentMode: GoogleConsentMode, importable: string | null = null) {
    this.decisions = visitor.decisions;
    this.allowed = visitor.allowed;
    this.state = visitor.state;
    this.regime = visitor.regime;
    this.regimes = visitor.regimes;
    this.jurisdiction = visitor.jurisdiction;
    this.noticeVersion = visitor.noticeVersion;
    this.catalogueVersion = visitor.catalogueVersion;
    this.recordId = visitor.recordId;
    this.decidedAt = visitor.decidedAt?.toISOString() ?? null;
    this.validUntil = visitor.validUntil?.toISOString() ?? null;
    this.promptRequired = visitor.promptRequired;
    this.reaskNotBefore = visitor.reaskNotBefore?.toISOString() ?? null;
    this.showGpcHonoured = visitor.showGpcHonoured;
    this.signals = visitor.signals;
    this.consentMode = consentMode;
    if (importable !== null) this.importable = importable;
  }
}
