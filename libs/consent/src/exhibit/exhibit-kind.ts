/** What an exhibit shows: the code that collected consent, or how the notice looked. */
export const EXHIBIT_KINDS = ['ui-build', 'screenshot'] as const;

/** One of {@link EXHIBIT_KINDS}. */
export type ExhibitKind = (typeof EXHIBIT_KINDS)[number];
