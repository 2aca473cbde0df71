import { NO_SIGNALS, type PrivacySignalReader, type PrivacySignals } from '@nest-privacy/core';

/**
 * A reader that answers the same for every request.
 *
 * @example
 * builder.overrideProvider(PrivacySignalReader).useValue(new FixedPrivacySignals({ gpc: true }));
 */
export class FixedPrivacySignals implements PrivacySignalReader {
  private readonly signals: PrivacySignals;

  /** @param signals those that differ from nothing being expressed */
  constructor(signals: Partial<PrivacySignals> = {}) {
    this.signals = { ...NO_SIGNALS, ...signals };
  }

  read(): PrivacySignals {
    return this.signals;
  }
}
