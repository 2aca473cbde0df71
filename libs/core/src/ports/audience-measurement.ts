/** How the audience of a site is measured, as far as those have to know who judge whether it may be without asking. */
export interface AudienceMeasurementFacts {
  /** Milliseconds that whatever recognises a visitor lives at most; 0 where there is nothing of the kind. */
  readonly trackerLifetime: number;
  /** Whether a visit makes it live longer. */
  readonly isTrackerRenewed: boolean;
  /** Whether anything of what is measured goes to others. */
  readonly isForwarded: boolean;
  /** Whether a visitor of one site is recognised on another. */
  readonly isCrossSite: boolean;
}

/** Injection token of {@link AudienceMeasurementFacts}, which `AnalyticsModule` binds. */
export const AudienceMeasurementFacts = Symbol.for('@nest-privacy/core:AudienceMeasurementFacts');
