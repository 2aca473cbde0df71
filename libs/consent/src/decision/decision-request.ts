import { type ConsentCategory } from '@nest-privacy/core';
import { type DecisionExpression } from './decision-expression.js';
import { type ConsentStrings } from '../interop/consent-strings.js';
import { type ImportedConsent } from './imported-consent.js';

/** A signal the visitor was told of before deciding against it. */
export type AcknowledgedSignal = 'gpc' | 'dnt';

/** What a visitor decides, validated. */
export interface DecisionRequest {
  readonly kind: 'decide' | 'withdraw' | 'import';
  /** The categories that are decided now; every optional one, denied, in a withdrawal. */
  readonly decisions: Readonly<Partial<Record<ConsentCategory, 'granted' | 'denied'>>>;
  /** How it was expressed, for example `accept-all`. */
  readonly method: string;
  /** The notice that was shown; `null` when the client does not say, which is taken for today's. */
  readonly noticeVersion: number | null;
  /** The version of the catalogue that was shown; `null` when the client does not say, which is taken for today's. */
  readonly catalogueVersion: number | null;
  /** The language they were shown in; `null` when the client does not say. */
  readonly language: string | null;
  readonly acknowledgedSignals: readonly AcknowledgedSignal[];
  /** The granted categories that `gpc` was acknowledged for, where the client tells them apart; absent when it means everything that is granted. */
  readonly acknowledgedFor?: readonly ConsentCategory[];
  /** When the client says it was decided. */
  readonly givenAt: Date | null;
  readonly expression: DecisionExpression;
  /** What the server answered when it was told that the notice was shown; absent when the client does not say. What it does not prove is not recorded. */
  readonly servedToken?: string;
  /** What other frameworks made of the decision; absent when nothing was sent along. */
  readonly strings?: ConsentStrings;
  /** What another tool kept, where it is taken over as it is. */
  readonly imported?: ImportedConsent;
}
