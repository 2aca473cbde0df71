import { Inject, Injectable, Optional } from '@nestjs/common';
import {
  type DataSubject,
  type DataSubjectContributor,
  type ErasureStep,
  type RequestView,
  SiteResolver,
  type SubjectIdentifier,
  type SubjectRow,
} from '@nest-privacy/core';
import { lastingVisitor } from './identity/visitor-hash.js';
import { VisitorIdentity } from './identity/visitor-identity.js';
import { LinkedVisitors } from './linked-visitors.js';
import { EventDispatcher } from './pipeline/event-dispatcher.js';
import { OutboxRelay } from './pipeline/outbox-relay.js';
import { EventOutbox } from './store/event-outbox.js';
import { VisitorEvents } from './store/visitor-events.js';

const SECTION = 'events';

const STAYS =
  'Events without consent belong to a visitor of one day under a salt that is destroyed, so that nobody can tell whose they were. Texts of pages stand in a dictionary of all visitors, masked, and are removed within two days once no event needs them.';

const ELSEWHERE = 'The events are in a store of the application’s own, which answers for them itself.';

/**
 * What analytics keeps of persons: the events that were counted with their consent. They are found by the visitor cookie, by the consent subjects on whose
 * grant the cookies were made, and by an account whose id the application gave as `visitor`.
 */
@Injectable()
export class AnalyticsContributor implements DataSubjectContributor {
  readonly name = 'analytics';

  constructor(
    private readonly sites: SiteResolver,
    private readonly identity: VisitorIdentity,
    private readonly visitors: LinkedVisitors,
    private readonly dispatcher: EventDispatcher,
    private readonly relay: OutboxRelay,
    @Optional() @Inject(VisitorEvents) private readonly events?: VisitorEvents,
    @Optional() @Inject(EventOutbox) private readonly outbox?: EventOutbox,
  ) {}

  identify(request: RequestView): readonly SubjectIdentifier[] {
    const [site, id] = [this.sites.resolve(request), this.identity.proven(request)];
    return site && id !== null ? [{ kind: 'visitor', value: lastingVisitor(site.id, id) }] : [];
  }

  async resolve(subject: DataSubject): Promise<readonly SubjectIdentifier[]> {
    if (!this.events) return [];
    const sites = this.sites.sites.map(({ id }) => id);
    const users = sites.flatMap((site) => subject.valuesOf('user').map((id) => lastingVisitor(site, id)));
    const linked = await this.visitors.of(subject.valuesOf('subject'), sites);
    return [...users, ...linked].map((value) => ({ kind: 'visitor', value }));
  }

  async *export(subject: DataSubject): AsyncIterable<SubjectRow> {
    await this.dispatcher.flush();
    await this.relay.run();
    for await (const { at, ...event } of this.events?.of(subject.valuesOf('visitor')) ?? [])
      yield { section: SECTION, data: { at: new Date(at).toISOString(), ...event } };
  }

  async *erase(subject: DataSubject): AsyncIterable<ErasureStep> {
    await this.dispatcher.flush();
    for await (const erased of this.events?.erase(subject.valuesOf('visitor')) ?? [])
      yield { section: SECTION, erased };
    const waiting = (await this.outbox?.forget(subject.valuesOf('visitor'))) ?? 0;
    if (waiting > 0) yield { section: SECTION, erased: waiting };
    yield { section: SECTION, erased: 0, kept: { count: 0, because: this.events ? STAYS : ELSEWHERE } };
  }

  forgetBrowser(request: RequestView): readonly string[] {
    return this.identity.forget(request);
  }
}
