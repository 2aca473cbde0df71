import { type RequestEvent } from '../requests/request-event.js';
import { type TrackedRequest } from '../rights.service.js';
import { RightsRequestView } from './rights-request.view.js';

/** One thing that happened to a request. */
export interface RequestEventView {
  readonly at: string;
  /** `person`, `system`, or the id of an administrator. */
  readonly actor: string;
  readonly event: RequestEvent;
}

/** A request as administrators see it. Whom it is about is not told. */
export class AdminRequestView extends RightsRequestView {
  /** Whether the deadline has passed without an answer. */
  readonly overdue: boolean;
  readonly history: readonly RequestEventView[];

  /** @param now milliseconds since the epoch */
  constructor(tracked: TrackedRequest, now: number) {
    super(tracked);
    const { request, history } = tracked;
    this.overdue = request.finishedAt === null && request.dueAt.getTime() < now;
    this.history = history.map(({ at, actor, event }) => ({ at: at.toISOString(), actor, event }));
  }
}
