import { Inject, Injectable } from '@nestjs/common';
import { NO_SIGNALS, type PrivacySignalReader, type PrivacySignals, type RequestView } from '@nest-privacy/core';
import { DNT_CONFIG, type DntConfig } from '../config/dnt-config.js';
import { parseDnt, parseDntLegacy } from './parse-dnt.js';
import { parseGpc } from './parse-gpc.js';

const SIGNALS = Symbol.for('@nest-privacy/dnt:signals');

/** Reads `DNT` and `Sec-GPC` from the request's headers, once a request. Depends on nothing, so that consent may depend on it. */
@Injectable()
export class HeaderSignalReader implements PrivacySignalReader {
  constructor(@Inject(DNT_CONFIG) private readonly config: DntConfig) {}

  read(request: RequestView): PrivacySignals {
    const { headers } = request.raw;
    if (headers['dnt'] === undefined && headers['sec-gpc'] === undefined) return NO_SIGNALS;
    return request.memo(SIGNALS, () => ({ dnt: this.dnt(request), gpc: this.gpc(request) }));
  }

  private dnt(request: RequestView): boolean | null {
    return this.config.mode === 'legacy' ? parseDntLegacy(request.header('dnt')) : parseDnt(request.headerLines('dnt'));
  }

  private gpc(request: RequestView): boolean {
    return this.config.gpcEffect !== 'off' && parseGpc(request.headerLines('sec-gpc'));
  }
}
