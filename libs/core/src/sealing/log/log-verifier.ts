import { type TreeHead } from '../heads/tree-head.js';
import { type LogContent } from './log-content.js';
import { type LogFault } from './log-fault.js';
import { nextSeals } from './next-seals.js';
import { SealChecker } from './seal-checker.js';
import { type Seal, type SealReader } from './seal-store.js';
import { SealedTree } from './sealed-tree.js';
import { TornTreeError } from './torn-tree.error.js';
import { type TrustedKeys } from './trusted-keys.js';

/** How far a verification has come. */
export interface VerifiedUntil {
  /** Entries. */
  readonly size: number;
  /** No entry until there was later than this; in milliseconds since the epoch. */
  readonly reached: number;
}

/** What a part of a verification found. */
export interface VerifiedPart {
  readonly until: VerifiedUntil;
  readonly checked: number;
  /** The first that is wrong; then there is no next part. */
  readonly fault: LogFault | null;
  readonly isDone: boolean;
  /** The newest head that was checked. */
  readonly head: TreeHead | null;
}

const unlessTorn = (error: unknown): undefined => {
  if (!(error instanceof TornTreeError)) throw error;
};

/** Before the first entry. */
export const UNVERIFIED: VerifiedUntil = { size: 0, reached: -1 };

/** Entries of the other direction that are read at once. */
const PAGE = 2_000;

/** Checks a sealed log part by part, in bounded memory: signatures, chain, tree, every entry, and that nothing stands between that was not sealed. */
export class LogVerifier {
  private checker: SealChecker | undefined;
  private at = -1;

  constructor(
    private readonly log: string,
    private readonly reader: SealReader,
    private readonly content: LogContent,
    private readonly keys: TrustedKeys,
  ) {}

  /** Checks the next part. What went before `until` is not checked again. */
  async part(until: VerifiedUntil = UNVERIFIED): Promise<VerifiedPart> {
    let isWhole = false;
    try {
      const part = await this.checked(until);
      isWhole = part.fault === null;
      return part;
    } finally {
      // One that came half way is of no use to whoever checks this part again.
      if (!isWhole) this.checker = undefined;
    }
  }

  private async checked(until: VerifiedUntil): Promise<VerifiedPart> {
    const { seals, isLast } = await nextSeals(this.reader, this.log, until.size);
    const checker = await this.checkerAt(until);
    if (!checker) return { until, checked: 0, fault: this.torn(until.size), isDone: true, head: null };
    const fault = (await this.sealFault(seals, checker)) ?? (await this.nodeFault(checker));
    const size = fault ? until.size : (seals.at(-1)?.head.size ?? until.size);
    const entries = seals.flatMap((seal) => seal.entries);
    const outcome = { checked: entries.length, head: checker.head };
    if (fault) return { ...outcome, until, fault, isDone: true };
    this.at = size;
    const reached = isLast
      ? Number.MAX_SAFE_INTEGER
      : entries.reduce((most, { at }) => Math.max(most, at), until.reached);
    const sealed = new Set(entries.map(({ id }) => id));
    const stranger = await this.strangerIn(until, reached, sealed);
    if (stranger) return { ...outcome, until, fault: stranger, isDone: true };
    const untrusted = isLast ? this.untrusted(checker.head) : null;
    return { ...outcome, until: { size, reached }, fault: untrusted, isDone: isLast };
  }

  /** @returns `undefined` where what was checked before is not there any more */
  private async checkerAt({ size, reached }: VerifiedUntil): Promise<SealChecker | undefined> {
    if (this.checker && this.at === size) return this.checker;
    const last = size === 0 ? null : await this.reader.headOf(this.log, size);
    const range = await new SealedTree(this.reader, this.log).range(size).catch(unlessTorn);
    if (!range || (size > 0 && !last)) return undefined;
    return (this.checker = new SealChecker({ log: this.log, range, last, keys: this.keys.known, reached }));
  }

  private torn(size: number): LogFault {
    const detail = `the first ${size} entries are not there as they were`;
    return { kind: 'gap', log: this.log, position: size, id: null, detail };
  }

  private async sealFault(seals: readonly Seal[], checker: SealChecker): Promise<LogFault | null> {
    const standing = await this.content.of(
      this.log,
      seals.flatMap(({ entries }) => entries),
    );
    const begin = checker.size;
    const renewals = await this.reader.renewals(this.log, begin, seals.at(-1)?.head.size ?? begin);
    const renewed = (at: number): LogFault | null => checker.renew(renewals.filter(({ size }) => size === at));
    let fault = renewed(begin);
    for (const seal of seals) fault ??= checker.check(seal, standing) ?? renewed(seal.head.size);
    return fault;
  }

  /** Kept nodes are no part of what was signed, and a wrong one would spoil proofs. */
  private async nodeFault({ nodes }: SealChecker): Promise<LogFault | null> {
    for (const { level, index, hash } of nodes.splice(0)) {
      const [kept] = await this.reader.nodes(this.log, level, index, index + 1);
      if (kept?.hash === hash) continue;
      const detail = `node ${index} of level ${level} is not what its leaves give`;
      return { kind: 'node', log: this.log, position: index * 2 ** level, id: null, detail };
    }
    return null;
  }

  /** Something of the time that was gone through which no seal has. Later seals may have what was decided late. */
  private async strangerIn(
    until: VerifiedUntil,
    reached: number,
    sealed: ReadonlySet<string>,
  ): Promise<LogFault | null> {
    for (let after: [number, string] = [until.reached + 1, '']; ;) {
      const page = await this.content.between(this.log, after, reached, PAGE);
      for (const { id, at, isPending } of page) {
        if (isPending || sealed.has(id) || (await this.isSealed(id, at))) continue;
        const detail = `${id} of ${new Date(at).toISOString()} was never sealed, though what was entered later was`;
        return { kind: 'inserted', log: this.log, position: null, id, detail };
      }
      const last = page.at(-1);
      if (!last || page.length < PAGE) return null;
      after = [last.at, last.id];
    }
  }

  private async isSealed(id: string, at: number): Promise<boolean> {
    const seals = await this.reader.sealsAt(this.log, at);
    return seals.some(({ entries }) => entries.some((entry) => entry.id === id));
  }

  private untrusted(head: TreeHead | null): LogFault | null {
    if (head === null || this.keys.trusted.has(head.keyId)) return null;
    const detail = `the newest head, of ${head.size} entries, is signed by the key ${head.keyId}, which is not among those that are trusted`;
    return { kind: 'untrusted key', log: this.log, position: head.size - 1, id: null, detail };
  }
}
