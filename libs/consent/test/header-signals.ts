import { type PrivacySignalReader, type PrivacySignals, type RequestView } from '@nest-privacy/core';

/** The simplest reader of signals; the real one is another package. */
export class HeaderSignals implements PrivacySignalReader {
  read(view: RequestView): PrivacySignals {
    const dnt = view.header('dnt');
    return { dnt: dnt === undefined ? null : dnt === '1', gpc: view.header('sec-gpc') === '1' };
  }
}
