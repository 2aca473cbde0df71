import { type RequestView } from '../request/request-view.js';
import { type PrivacySignals } from '../signals/privacy-signals.js';

/** What the rest of the suite may know of DNT and GPC. */
export interface PrivacySignalReader {
  read(request: RequestView): PrivacySignals;
}

/** Injection token of {@link PrivacySignalReader}; unbound, `HEADER_SIGNALS` holds, which hears both headers. */
export const PrivacySignalReader = Symbol.for('@nest-privacy/core:PrivacySignalReader');
