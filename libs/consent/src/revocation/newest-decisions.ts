import { Inject, Injectable } from '@nestjs/common';
import { BoundedMap, FaultLog, Ports } from '@nest-privacy/core/kit';
import { read } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { type StoredConsent } from '../decision/stored-consent.js';
import { ConsentStateEntity, storedConsentOf } from '../entities/consent-state.entity.js';
import { type Fingerprint, fingerprintOf } from './fingerprint.js';

/** Answers that are kept for certain, those used last; about 0.5 kB each. */
const REMEMBERED = 5_000;

type Subject = Pick<StoredConsent, 'siteId' | 'subjectId'>;

/** What the database said of a subject. */
interface Answer extends Subject {
  /** `null` when it knows no decision. */
  readonly stored: StoredConsent | null;
}

/** The newest decisions of subjects whose cookies memory alone cannot judge. The database is asked once for each, and by nobody who cannot wait. */
@Injectable()
export class NewestDecisions {
  private readonly faults = new FaultLog(NewestDecisions.name);
  private readonly answers = new BoundedMap<Fingerprint, Answer>(REMEMBERED);
  private readonly asking = new Map<Fingerprint, Promise<boolean>>();

  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    private readonly ports: Ports,
  ) {}

  /** The subject's newest decision, `null` when there is none, `undefined` when that is not known yet. */
  get({ siteId, subjectId }: Subject): StoredConsent | null | undefined {
    const answer = this.answers.get(fingerprintOf(siteId, subjectId));
    return answer?.siteId === siteId && answer.subjectId === subjectId ? answer.stored : undefined;
  }

  /** Takes a decision for the subject's newest, unless a newer one is known. */
  put(stored: StoredConsent): void {
    const { siteId, subjectId } = stored;
    this.asking.delete(fingerprintOf(siteId, subjectId));
    this.keep({ siteId, subjectId, stored });
  }

  /** Forgets an answer when a newer decision is heard of; whoever asks from now on shares no question of before. */
  outdate(fingerprint: Fingerprint, decidedAt: number): void {
    this.asking.delete(fingerprint);
    const stored = this.answers.get(fingerprint)?.stored;
    if (!stored || stored.decidedAt < decidedAt) this.answers.delete(fingerprint);
  }

  /**
   * Asks the database; never rejects. Those who ask for one subject share the question. An answer may be of before what was heard of while it was on its way.
   *
   * @returns whether the database answered
   */
  ask(subject: Subject): Promise<boolean> {
    const fingerprint = fingerprintOf(subject.siteId, subject.subjectId);
    const underway = this.asking.get(fingerprint);
    if (underway) return underway;
    const question: Promise<boolean> = this.find(subject).then((answer) => {
      if (this.asking.get(fingerprint) === question) this.asking.delete(fingerprint);
      if (answer) this.keep(answer);
      return answer !== undefined;
    });
    this.asking.set(fingerprint, question);
    return question;
  }

  /** Asks the database for what it holds from now on, whatever others have asked before: their answer may be of before. As {@link ask} otherwise. */
  askAnew(subject: Subject): Promise<boolean> {
    this.asking.delete(fingerprintOf(subject.siteId, subject.subjectId));
    return this.ask(subject);
  }

  /** Answers overtake each other. */
  private keep(answer: Answer): void {
    const known = this.get(answer);
    if (known && known.decidedAt > (answer.stored?.decidedAt ?? 0)) return;
    this.answers.set(fingerprintOf(answer.siteId, answer.subjectId), answer);
  }

  private async find({ siteId, subjectId }: Subject): Promise<Answer | undefined> {
    try {
      const state = await read(this.source, (manager) => manager.findOneBy(ConsentStateEntity, { siteId, subjectId }));
      this.ports.metrics.count('consent_lookups_total', { outcome: state ? 'found' : 'absent' });
      return { siteId, subjectId, stored: state && storedConsentOf(state) };
    } catch (error) {
      this.ports.metrics.count('consent_lookups_total', { outcome: 'failed' });
      this.faults.error(
        'Cannot read the newest decision of a visitor; nothing is allowed to them until it is read',
        error,
      );
      return undefined;
    }
  }
}
