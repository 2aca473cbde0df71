import { type Clock } from '@nest-privacy/core';
import { type RawRequestListener } from '@nest-privacy/core/kit';
import { REPLAYED, replayedRequestOf } from './replayed-request.js';

/** The time of a log that is replayed: that of the latest request of it. It stands still in between, and never goes back. */
export class ReplayClock implements Clock {
  private time: number;

  /** @param from day on which the log begins, `2015-05-17` */
  constructor(from: string) {
    this.time = Date.parse(from);
  }

  now(): number {
    return this.time;
  }

  /** Follows the requests, and answers each with the time that it is. */
  readonly follow: RawRequestListener = (view, _request, response) => {
    const replayed = replayedRequestOf(view);
    if (replayed === undefined) return;
    this.time = Math.max(this.time, replayed.at);
    response.setHeader(REPLAYED, new Date(this.time).toISOString());
  };
}
