import { type RequestEvent } from '../requests/request-event.js';
import { type RequestKind, type RequestOrigin, type RequestState } from '../requests/request-state.js';
import { type TrackedRequest } from '../rights.service.js';

/** What a contributor did with one kind of thing. */
export interface ErasedSection {
  readonly contributor: string;
  readonly section: string;
  readonly erased: number;
  /** What stays, and why. */
  readonly kept: { readonly count: number; readonly because: string } | null;
}

/** Sums up the steps of an erasure: what was erased in all passes, and what was kept by the last. */
function reportOf(events: readonly RequestEvent[]): ErasedSection[] {
  const sections = new Map<string, ErasedSection>();
  for (const event of events) {
    if (event.type !== 'step') continue;
    const { contributor, step } = event;
    const key = `${contributor} ${step.section}`;
    const erased = (sections.get(key)?.erased ?? 0) + step.erased;
    sections.set(key, { contributor, section: step.section, erased, kept: step.kept ?? null });
  }
  return [...sections.values()];
}

/** A request as the person sees it. */
export class RightsRequestView {
  readonly id: string;
  readonly kind: RequestKind;
  readonly origin: RequestOrigin;
  readonly state: RequestState;
  readonly receivedAt: string;
  /** By when it must be answered. */
  readonly dueAt: string;
  /** Why that was put off; `null` where it was not. */
  readonly extended: string | null;
  readonly finishedAt: string | null;
  /** Why it was refused; `null` where it was not. */
  readonly refused: string | null;
  /** What was erased, and what stays for which reason. */
  readonly report: readonly ErasedSection[];

  constructor({ request, history }: TrackedRequest) {
    const events = history.map(({ event }) => event);
    const reasons = events.flatMap((event) => (event.type === 'step' || event.type === 'failure' ? [] : event));
    this.id = request.id;
    this.kind = request.kind;
    this.origin = request.origin;
    this.state = request.state;
    this.receivedAt = request.receivedAt.toISOString();
    this.dueAt = request.dueAt.toISOString();
    this.extended = reasons.find(({ type }) => type === 'extended')?.reason ?? null;
    this.finishedAt = request.finishedAt?.toISOString() ?? null;
    this.refused = request.state === 'refused' ? (reasons.at(-1)?.reason ?? null) : null;
    this.report = reportOf(events);
  }
}
