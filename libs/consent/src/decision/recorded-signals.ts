import { type PrivacySignals } from '@nest-privacy/core';

/** The signals of the browser as a record has them: `null` is what nobody knows. */
export type RecordedSignals = { readonly [S in keyof PrivacySignals]: PrivacySignals[S] | null };
