import { type Decisions } from '../decisions.js';

/** A change of one subject's consent, as whoever keeps data on the ground of it is told. */
export interface SubjectConsentChange {
  readonly siteId: string;
  /** As `ConsentSnapshot.subjectId` names it. */
  readonly subjectId: string;
  /** The same whenever this change is told again. */
  readonly changeId: string;
  /** What stood before: nothing that could have granted anything, as with a first decision or one after a withdrawal, or a decision. */
  readonly follows: 'nothing' | 'decision';
  /** Where every category stands since then. */
  readonly decisions: Decisions;
  /** When it was recorded, in milliseconds since the epoch. */
  readonly at: number;
}

/** Somebody who has to know when the ground changes on which data of persons is kept: a feature of the suite, or the application itself. */
export interface ConsentChangeListener {
  /** Stable and the application's only one of this name: lower case, digits and hyphens, 40 characters at most. Another name begins with the next change. */
  readonly name: string;

  /** Whether it is told of a change at all; asked before anything is kept for it, at once and from the change alone. @default of every one */
  wants?(change: SubjectConsentChange): boolean;

  /**
   * Told of each change that was recorded, soon afterwards and never while a visitor waits: at least once, by one process of all, in order for each subject. What takes
   * longer than consent's `outbox.timeout` counts as failed.
   *
   * @throws what it likes; then it is told again later
   */
  changed(change: SubjectConsentChange): Promise<void>;
}

/**
 * Injection token of {@link ConsentChangeListener}. It is bound as often as there is somebody who listens; one module that has several binds a list of them. Without a
 * consent module nobody is told anything.
 */
export const ConsentChangeListener = Symbol.for('@nest-privacy/core:ConsentChangeListener');
