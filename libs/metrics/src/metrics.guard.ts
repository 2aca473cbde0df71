import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { ProblemException, requestViewFrom } from '@nest-privacy/core';
import { MetricsConfig } from './metrics.config.js';
import { BearerToken } from './server/bearer-token.js';

/** Lets only those read the metrics who show the token, and nobody where the metrics have a port of their own. */
@Injectable()
export class MetricsGuard implements CanActivate {
  private readonly token: BearerToken;

  constructor(@Inject(MetricsConfig) private readonly config: MetricsConfig) {
    this.token = new BearerToken(config.token);
  }

  canActivate(context: ExecutionContext): boolean {
    if (this.config.port !== undefined) throw servedElsewhere();
    this.token.require(requestViewFrom(context)?.header('authorization'));
    return true;
  }
}

/** 404: not on this port. */
export const servedElsewhere = (): ProblemException =>
  new ProblemException({
    status: 404,
    code: 'NOT_FOUND',
    title: 'There is nothing here',
    detail: 'The metrics are served on a port of their own.',
  });
