import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { CategoryRegistry, Clock, type PrivacySignals, type RequestView } from '@nest-privacy/core';
import { BoundedMap, FaultLog, hash53, Ports } from '@nest-privacy/core/kit';
import { CatalogueInForce } from '../catalogue/catalogue-in-force.js';
import { ConsentConfig } from '../consent.config.js';
import { type ConsentOwner } from './consent-entry.js';
import { PolicyDecisions } from '../policy/policy-decisions.js';
import { ConsentPolicy } from '../policy/consent-policy.js';
import { NoticeReader } from '../notice/notice-reader.js';
import { type ConsentParticipant } from './consent-participant.js';
import { ConsentWriter } from './consent-writer.js';
import { composeLateSignals, type LateSignals } from './late-signal-composer.js';
import { NothingNew } from './nothing-new.js';

/** Subjects whose signals are known to be told of; about 0.1 kB each. */
const REMEMBERED = 20_000;
/** What comes beyond it is left for the subject's next report. */
const MOST_WAITING = 1_000;
/** Has the writer lock the state, so that two processes which hear the same signal tell of it once. */
const ALONE: readonly ConsentParticipant[] = [{ added: () => Promise.resolve() }];

/** Tells the ledger of signals that a known subject's browser began to send after the last decision. Written in the background, once for each notice. */
@Injectable()
export class LateSignalNotes implements BeforeApplicationShutdown {
  private readonly faults = new FaultLog(LateSignalNotes.name);
  private readonly told = new BoundedMap<number, true>(REMEMBERED);
  private waiting = 0;
  private last: Promise<void> = Promise.resolve();

  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ConsentWriter) private readonly writer: ConsentWriter,
    @Inject(NoticeReader) private readonly notices: NoticeReader,
    private readonly registry: CategoryRegistry,
    private readonly catalogues: CatalogueInForce,
    private readonly policy: ConsentPolicy,
    private readonly policies: PolicyDecisions,
    private readonly ports: Ports,
  ) {}

  beforeApplicationShutdown(): Promise<void> {
    return this.last;
  }

  /** Waits for what is being written; never rejects. */
  flush(): Promise<void> {
    return this.last;
  }

  /** Takes note of what the browser of a known subject says with a request; nothing is waited for. */
  note(view: RequestView, siteId: string, subjectId: string): void {
    const signals = this.ports.signals.read(view);
    if (!signals.gpc && signals.dnt !== true) return;
    const key = keyOf(siteId, subjectId, this.policy.noticeVersion(siteId), signals);
    if (this.told.get(key) || this.waiting >= MOST_WAITING) return;
    this.told.set(key, true);
    this.waiting++;
    const late = this.lateOf(view, { siteId, subjectId, isNew: false }, signals);
    this.last = this.last
      .then(() => this.write(late))
      .catch((error: unknown) => {
        this.told.delete(key);
        this.faults.error('A signal cannot be recorded; the next report of its subject tries again', error);
      });
  }

  private async write(late: LateSignals): Promise<void> {
    this.waiting--;
    await this.policies.keep(late.terms);
    try {
      await this.writer.write(late.owner, (previous) => composeLateSignals(late, previous), ALONE);
    } catch (error) {
      if (!(error instanceof NothingNew)) throw error;
    }
  }

  private lateOf(view: RequestView, owner: ConsentOwner, signals: PrivacySignals): LateSignals {
    const { siteId } = owner;
    const notice = this.policy.notice(siteId);
    return {
      owner,
      signals,
      ...notice,
      noticeHash: this.notices.hashOf?.(siteId, notice.noticeVersion) ?? null,
      terms: this.policy.termsOf(view, siteId),
      categories: this.registry.optional,
      gpcAffects: this.config.gpcAffects,
      catalogue: this.catalogues.of(siteId),
      now: this.clock.now(),
    };
  }
}

const keyOf = (siteId: string, subjectId: string, noticeVersion: number, { gpc, dnt }: PrivacySignals): number =>
  hash53(0, siteId, ' ', subjectId, ' ', String(noticeVersion), gpc ? ' gpc' : '', dnt === true ? ' dnt' : '');
