import { Inject, Injectable } from '@nestjs/common';
import { PrivacySignalReader, type PrivacySignals, type RequestView } from '@nest-privacy/core';
import { DNT_CONFIG, type DntConfig } from './dnt.config.js';
import { dntFault, shown } from './config/dnt-fault.js';
import { StatusNotes } from './status/status-notes.js';
import { StatusResolver } from './status/status-resolver.js';

/** What an application may ask and say about the tracking status of a request. */
@Injectable()
export class DntService {
  constructor(
    @Inject(DNT_CONFIG) private readonly config: DntConfig,
    @Inject(PrivacySignalReader) private readonly reader: PrivacySignalReader,
    private readonly resolver: StatusResolver,
  ) {}

  /** What the browser says. */
  signals(request: RequestView): PrivacySignals {
    return this.reader.read(request);
  }

  /** The status that signals and consent give: `N`, `T`, `C`, or `D` where DNT is disregarded. A fixed status of the site does not change it. */
  status(request: RequestView): 'N' | 'T' | 'C' | 'D' {
    return this.resolver.derive(request).value;
  }

  /** Whether the visitor opted out by signal and is not tracked, for a page that must say so (11 CCR 7025(c)(6)). */
  optOutHonoured(request: RequestView): boolean {
    const { dnt, gpc } = this.reader.read(request);
    return (dnt === true || (gpc && this.config.rule.gpcCounts)) && this.status(request) === 'N';
  }

  /**
   * Chooses the status-id of this response, for example the party a gateway selected. Call it before the headers are sent.
   *
   * @throws ConfigurationError when the id is not registered in the option `statuses`
   */
  useStatus(request: RequestView, statusId: string): void {
    if (!this.config.statuses.has(statusId))
      throw dntFault(
        'DNT_STATUS_UNKNOWN',
        'statuses',
        `${shown(statusId)} is not registered`,
        'register it, or correct the id',
      );
    StatusNotes.of(request).statusId = statusId;
  }
}
