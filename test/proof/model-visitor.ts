import { days } from '@nest-privacy/core';
import { type Category, CATEGORIES } from './step.js';

/** For how long a decision counts. */
export const VALIDITY = days(180);

/** What somebody expressly said of a category. */
interface Said {
  readonly decision: 'granted' | 'denied';
  readonly at: number;
  readonly notice: number;
  readonly informed: boolean;
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
  /** Whether all that stands was said to this very person, and not brought together from two. */
  private isPlain = true;

  decide(
    decisions: Readonly<Partial<Record<Category, 'granted' | 'denied'>>>,
    how: { readonly at: number; readonly notices: ModelNotices; readonly informed: boolean },
  ): void {
    const { at, notices, informed } = how;
    const carriesOn = CATEGORIES.some((name) => decisions[name] === undefined && this.grants(name, at, notices));
    this.until = Math.min(at + VALIDITY, carriesOn ? this.until : Infinity);
    if (CATEGORIES.every((name) => decisions[name] !== undefined)) this.isPlain = true;
    for (const name of CATEGORIES) {
      const decision = decisions[name];
      if (decision !== undefined) this.said.set(name, { decision, at, notice: notices.version, informed });
    }
  }

  /** Takes over what another person said, where it is newer; whose grants come along and whose end is then not told here. */
  takeOver(other: ModelVisitor): void {
    for (const [name, said] of other.said) {
      const own = this.said.get(name);
      if (own === undefined || said.at > own.at || (said.at === own.at && said.decision === 'denied'))
        this.said.set(name, said);
    }
    this.isPlain = false;
  }

  /** What must be seen of a category now; `undefined` where either may be. */
  expected(name: Category, now: number, gpc: boolean, notices: ModelNotices): { decision?: string; allowed?: boolean } {
    const said = this.said.get(name);
    if (said === undefined) return this.isPlain ? { decision: 'unset' } : {};
    if (said.decision === 'denied') return { decision: 'denied', allowed: false };
    if (now >= said.at + VALIDITY || said.notice < notices.since[name]) return { allowed: false };
    if (gpc && name === 'MARKETING' && !said.informed) return { allowed: false };
    return this.grants(name, now, notices) && this.isPlain ? { decision: 'granted', allowed: true } : {};
  }

  private grants(name: Category, now: number, notices: ModelNotices): boolean {
    const said = this.said.get(name);
    return said?.decision === 'granted' && now < this.until && said.notice >= notices.since[name];
  }
}
