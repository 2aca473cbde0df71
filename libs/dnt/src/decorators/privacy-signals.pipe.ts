import { Inject, Injectable, Optional, type PipeTransform } from '@nestjs/common';
import { NO_SIGNALS, PrivacySignalReader, type PrivacySignals, type RequestView } from '@nest-privacy/core';
import { HEADER_SIGNALS } from '@nest-privacy/core/kit';

/** Turns a request into its signals; the working half of `@PrivacySignals()`. */
@Injectable()
export class PrivacySignalsPipe implements PipeTransform<RequestView | undefined, PrivacySignals> {
  constructor(@Optional() @Inject(PrivacySignalReader) private readonly reader: PrivacySignalReader = HEADER_SIGNALS) {}

  transform(request: RequestView | undefined): PrivacySignals {
    return request ? this.reader.read(request) : NO_SIGNALS;
  }
}
