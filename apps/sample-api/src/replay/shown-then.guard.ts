import { type CanActivate, type ExecutionContext, Inject, Injectable, NotFoundException } from '@nestjs/common';
import { requestViewFrom } from '@nest-privacy/core';
import { Settings } from '../config/settings.js';
import { replayedRequestOf } from './replayed-request.js';

/** What a browser was shown as a page: it was sent, or the browser had it still. */
const SHOWN = new Set([200, 304]);

/** What was no page in a log that is replayed, but an error or a redirection, is none now. */
@Injectable()
export class ShownThenGuard implements CanActivate {
  constructor(@Inject(Settings) private readonly settings: Settings) {}

  canActivate(context: ExecutionContext): boolean {
    const view = requestViewFrom(context);
    const replayed = view && this.settings.believesReplays ? replayedRequestOf(view) : undefined;
    if (replayed !== undefined && !SHOWN.has(replayed.status))
      throw new NotFoundException(`The log answers this with ${replayed.status}.`);
    return true;
  }
}
