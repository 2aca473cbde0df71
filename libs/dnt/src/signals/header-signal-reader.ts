import { Inject, Injectable } from '@nestjs/common';
import { type PrivacySignalReader, type PrivacySignals, type RequestView } from '@nest-privacy/core';
import { HEADER_SIGNALS } from '@nest-privacy/core/kit';
import { DNT_CONFIG, type DntConfig } from '../dnt.config.js';
import { parseDntLegacy } from './parse-dnt-legacy.js';

/** Reads the signals as core does, but for what the options change. Depends on nothing else, so that consent may depend on it. */
@Injectable()
export class HeaderSignalReader implements PrivacySignalReader {
  constructor(@Inject(DNT_CONFIG) private readonly config: DntConfig) {}

  read(request: RequestView): PrivacySignals {
    const { mode, gpcEffect } = this.config;
    const signals = HEADER_SIGNALS.read(request);
    if (mode === 'spec' && gpcEffect !== 'off') return signals;
    return {
      dnt: mode === 'legacy' ? parseDntLegacy(request.header('dnt')) : signals.dnt,
      gpc: gpcEffect !== 'off' && signals.gpc,
    };
  }
}
