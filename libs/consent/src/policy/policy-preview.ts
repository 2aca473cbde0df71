import { Injectable } from '@nestjs/common';
import { type Decision, type Place, type PrivacySignals } from '@nest-privacy/core';
import { type StoredConsent } from '../decision/stored-consent.js';
import { endOf } from '../decision/span.js';
import { type PolicyAnswer } from './answer-of.js';
import { ConsentPolicy } from './consent-policy.js';

/** A decision that a visitor would have made. */
export interface PreviewedRecord extends Pick<StoredConsent, 'decisions' | 'withdrawn'> {
  /** Milliseconds since the epoch. */
  readonly decidedAt: number;
  /** Whether its grants were given in knowledge of a conflicting GPC signal. */
  readonly isInformed: boolean;
  /** Default: the notice of today. */
  readonly noticeVersion: number | undefined;
}

/** A visitor who might come. */
export interface PreviewedVisitor {
  readonly siteId: string;
  readonly place: Place;
  readonly signals: PrivacySignals;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly record: PreviewedRecord | null;
}

/** Answers what somebody would see who comes from somewhere at some time. Nothing is written, and nobody is looked up. */
@Injectable()
export class PolicyPreview {
  constructor(private readonly policy: ConsentPolicy) {}

  of(visitor: PreviewedVisitor): PolicyAnswer {
    const stored = visitor.record && this.storedOf(visitor.record, visitor);
    return this.policy.answerTo(visitor.siteId, visitor.place, visitor.now, { signals: visitor.signals, stored });
  }

  /** The decision as it would have been recorded: it holds for as long as the rules of its own day said. */
  private storedOf(record: PreviewedRecord, { siteId, place }: PreviewedVisitor): StoredConsent {
    const { decisions, withdrawn, decidedAt, noticeVersion } = record;
    const { validity } = this.policy.termsAt(siteId, place, decidedAt);
    const granted = namesOf(decisions, 'granted');
    const outcome = withdrawn ? 'withdrawn' : granted.length > 0 ? 'granted' : 'refused';
    return {
      siteId,
      subjectId: '',
      recordId: '',
      decisions,
      informed: record.isInformed ? granted : [],
      lapsed: [],
      withdrawn,
      noticeVersion: noticeVersion ?? this.policy.noticeVersion(siteId),
      catalogueVersion: this.policy.catalogueVersion(siteId),
      decidedAt,
      validUntil: endOf(decidedAt, validity[outcome]),
    };
  }
}

const namesOf = (decisions: StoredConsent['decisions'], wanted: Decision): (keyof StoredConsent['decisions'])[] =>
  (Object.keys(decisions) as (keyof StoredConsent['decisions'])[]).filter((name) => decisions[name] === wanted);
