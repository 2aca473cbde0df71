import { Inject, Injectable } from '@nestjs/common';
import { type RequestView, type TrackingStatusNotifier } from '@nest-privacy/core';
import { DNT_CONFIG, type DntConfig } from '../dnt.config.js';
import { StatusNotes } from './status-notes.js';

/** Methods that change nothing (RFC 9110 section 9.2.1). */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Makes the response of a state-changing request say `Tk: U`; on any other it does nothing (W3C TPE section 7.2.10). */
@Injectable()
export class StatusChangeNotifier implements TrackingStatusNotifier {
  constructor(@Inject(DNT_CONFIG) private readonly config: DntConfig) {}

  statusChanged(request: RequestView): void {
    if (this.config.mode === 'spec' && !SAFE.has(request.method)) StatusNotes.of(request).statusChanged = true;
  }
}
