import { Inject, Injectable } from '@nestjs/common';
import { Clock, type RequestView } from '@nest-privacy/core';
import { administratorOf, Ports } from '@nest-privacy/core/kit';
import { type Identity } from '../identity/identity.js';
import { RequestTrace } from './request-trace.js';
import { TraceBook } from './trace-book.js';

const HEADER = 'x-analytics-debug';
const TRACE = Symbol.for('@nest-privacy/analytics:trace');

/**
 * Traces requests that ask for it by `X-Analytics-Debug: 1`. Whether their sender may know is found out beside the request, which waits for nothing: everybody who asks
 * is given an id, and it leads somewhere only where `AdminAccess` gives the sender the scope `analytics:read`. A request without the header pays one look at its headers.
 */
@Injectable()
export class RequestTracing {
  constructor(
    private readonly book: TraceBook,
    private readonly ports: Ports,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The trace of a request; `undefined` where nobody asks for one. */
  of(view: RequestView): RequestTrace | undefined {
    return view.header(HEADER) === '1' ? view.memo(TRACE, () => this.begin(view)) : undefined;
  }

  /** Notes what consent and signals make of the sender. */
  noteSender(trace: RequestTrace | undefined, view: RequestView, { permission, visitorId }: Identity): void {
    if (trace === undefined) return;
    const { dnt, gpc } = this.ports.signals.read(view);
    const signals = [dnt === true && 'DNT', gpc && 'GPC'].filter((signal) => signal !== false);
    const forwarded =
      permission.permits.length > 0 ? `allowed: ${permission.permits.join(', ')}` : 'nothing is allowed';
    trace.note('signals', signals.length > 0 ? signals.join(', ') : 'none');
    trace.note('consent', permission.recognised ? 'recognised' : 'cookieless', forwarded);
    trace.note('identity', visitorId === null ? 'of a day' : 'lasting');
  }

  private begin(view: RequestView): RequestTrace {
    const trace = new RequestTrace(view.method, this.clock.now());
    void this.admit(view, trace);
    return trace;
  }

  /** Whatever keeps the sender from being known keeps the trace from being kept. */
  private async admit(view: RequestView, trace: RequestTrace): Promise<void> {
    const administrator = await administratorOf(view, this.ports.adminAccess).catch(() => null);
    if (administrator?.scopes.has('analytics:read') === true) this.book.keep(trace);
  }
}
