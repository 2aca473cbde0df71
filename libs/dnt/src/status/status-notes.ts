import { type RequestView } from '@nest-privacy/core';

const NOTES = Symbol.for('@nest-privacy/dnt:status-notes');

/** What was said about a response's tracking status while its request was handled. */
export class StatusNotes {
  /** Whether the request changed the tracking status. */
  statusChanged = false;
  /** The status-id chosen for this response. */
  statusId: string | undefined;

  /** To be written into. */
  static of(view: RequestView): StatusNotes {
    return view.memo(NOTES, () => new StatusNotes());
  }

  /** `undefined` where nothing was said, which is nearly always. */
  static in(view: RequestView): StatusNotes | undefined {
    return view.memo<StatusNotes | undefined>(NOTES, () => undefined);
  }
}
