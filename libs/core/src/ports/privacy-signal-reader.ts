import { type RequestView } from '../request/request-view.js';
import { type PrivacySignals } from '../signals.js';

/** What the rest of the suite may know of DNT and GPC. */
export interface PrivacySignalReader {
  read(request: RequestView): PrivacySignals;
}

/** Injection token of {@link PrivacySignalReader}; unbound, {@link NO_SIGNALS} holds. */
export const PrivacySignalReader = Symbol.for('@nest-privacy/core:PrivacySignalReader');
