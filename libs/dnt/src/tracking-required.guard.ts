import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { ProblemException, requestViewFrom } from '@nest-privacy/core';
import { DNT_CONFIG, type DntConfig } from './dnt.config.js';
import { DntService } from './dnt.service.js';

/**
 * Refuses with 409 `TRACKING_REQUIRED` whoever sends `DNT: 1` and has not consented, on routes that cannot be had without tracking (W3C TPE
 * section 7.6). Without `DNT: 1`, and in contexts without a request, it lets everybody pass.
 */
@Injectable()
export class TrackingRequiredGuard implements CanActivate {
  constructor(
    private readonly dnt: DntService,
    @Inject(DNT_CONFIG) private readonly config: DntConfig,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const view = requestViewFrom(context);
    if (!view || this.dnt.signals(view).dnt !== true || this.dnt.status(view) !== 'N') return true;
    const where = this.config.site.members['config'];
    throw new ProblemException({
      status: 409,
      code: 'TRACKING_REQUIRED',
      title: 'This page needs your consent to tracking',
      detail:
        'Your browser asks not to be tracked (DNT: 1), and this page cannot be had without tracking. ' +
        `${typeof where === 'string' ? `Give your consent at ${where}` : 'Give your consent'} and come back, or leave it.`,
      ...(typeof where === 'string' && { extensions: { consent: where } }),
    });
  }
}
