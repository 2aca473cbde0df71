import { type RequestView } from '../request/request-view.js';

/** Told when a request changed the visitor's tracking status, so that its response can say `Tk: U` (W3C TPE section 7.2.10). */
export interface TrackingStatusNotifier {
  statusChanged(request: RequestView): void;
}

/** Injection token of {@link TrackingStatusNotifier}; unbound, nobody is told. */
export const TrackingStatusNotifier = Symbol.for('@nest-privacy/core:TrackingStatusNotifier');
