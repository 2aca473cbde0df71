import { days } from '@nest-privacy/core';
import { type Category, CATEGORIES } from './step.js';

/** For how long a decision counts. */
const VALIDITY = days(180);

type Decided = Readonly<Partial<Record<Category, 'granted' | 'denied'>>>;

/** What somebody expressly said of a category. */
interface Said {
  readonly decision: 'granted' | 'denied';
  readonly at: number;
  readonly notice: number;
  readonly informed: boolean;
  /** Whether a later record found that the grant counts no more. */
  readonly isLapsed: boolean;
  /** Whether two people's words were brought together since, so that a grant may count or not; a refusal counts in any case. */
  readonly isMerged: boolean;
}

/** The notices of the model: the newest, and the oldest version upon which a grant of a category still counts. */
export interface ModelNotices {
  version: number;
  readonly since: Record<Category, number>;
}

/**
 * What the model knows of a person: nothing but what was expressly said, when, and upon what. It is written down in another way than the module keeps it, so
 * that one is the proof of the other.
 */
export class ModelVisitor {
  private readonly said = new Map<Category, Said>();
  private until = Infinity;
  private isMerged = false;

  /** What had lapsed of a category that a new decision does not name stays lapsed, whatever is asked of the rest. */
  decide(
    decisions: Decided,
    { at, notices, informed }: { readonly at: number; readonly notices: ModelNotices; readonly informed: boolean },
  ): void {
    const unnamed = CATEGORIES.filter((name) => decisions[name] === undefined);
    const carried = unnamed.filter((name) => this.grants(name, at, notices));
    for (const name of unnamed) if (!carried.includes(name)) this.lapse(name);
    this.until = Math.min(at + VALIDITY, carried.length > 0 ? this.until : Infinity);
    if (unnamed.length === 0) this.isMerged = false;
    for (const [name, decision] of Object.entries(decisions) as [Category, 'granted' | 'denied'][])
      this.said.set(name, { decision, at, notice: notices.version, informed, isLapsed: false, isMerged: false });
  }

  /** Takes over what another person said, where it is newer. */
  takeOver(other: ModelVisitor): void {
    for (const [name, said] of other.said) if (said.at > (this.said.get(name)?.at ?? 0)) this.said.set(name, said);
    for (const [name, said] of this.said) this.said.set(name, { ...said, isMerged: true });
    this.isMerged = true;
  }

  /** What must be seen of a category now; a member is absent where either may be. */
  expected(name: Category, now: number, gpc: boolean, notices: ModelNotices): { decision?: string; allowed?: boolean } {
    const said = this.said.get(name);
    if (said === undefined) return this.isMerged ? {} : { decision: 'unset' };
    if (said.decision === 'denied') return { decision: 'denied', allowed: false };
    if (now >= said.at + VALIDITY || said.notice < notices.since[name]) return { allowed: false };
    if (said.isMerged) return {};
    if (said.isLapsed) return { decision: 'unset', allowed: false };
    if (gpc && name === 'MARKETING' && !said.informed) return { allowed: false };
    if (this.isMerged) return {};
    return this.grants(name, now, notices)
      ? { decision: 'granted', allowed: true }
      : { decision: 'unset', allowed: false };
  }

  /** Becomes a user: the record of that keeps no grant that had lapsed, and does not forget it either. */
  link(at: number, notices: ModelNotices): void {
    for (const name of CATEGORIES) if (!this.grants(name, at, notices)) this.lapse(name);
  }

  private lapse(name: Category): void {
    const said = this.said.get(name);
    if (said?.decision !== 'granted') return;
    this.said.set(name, this.isMerged ? { ...said, isMerged: true } : { ...said, isLapsed: true });
  }

  private grants(name: Category, now: number, notices: ModelNotices): boolean {
    const said = this.said.get(name);
    return said?.decision === 'granted' && !said.isLapsed && now < this.until && said.notice >= notices.since[name];
  }
}
