import { type ProblemPart } from '@nest-privacy/core';
import { isLine, isText, isWholeNumber } from '@nest-privacy/core/kit';

type Members = Readonly<Record<string, unknown>>;

const NOTHING: Members = Object.freeze({});
/** Faults that are told at once. */
const MOST_FAULTS = 50;

const join = (path: string, name: string | number): string => (path === '' ? String(name) : `${path}.${name}`);

/** One object of what came in: reads its members one by one, and gathers what is wrong with them. What is absent is empty. */
export class ContentReader {
  private constructor(
    private readonly members: Members,
    private readonly path: string,
    private readonly faults: ProblemPart[],
  ) {}

  /** @param faults to which everything is added that is wrong */
  static of(value: unknown, faults: ProblemPart[]): ContentReader {
    return new ContentReader(NOTHING, '', faults).nested(value, '');
  }

  refuseUnknown(known: readonly string[]): this {
    for (const name of Object.keys(this.members))
      if (!known.includes(name)) this.fault(name, `is unknown here; use ${known.join(', ')}`);
    return this;
  }

  /** Text of one line. */
  line(name: string, most: number): string {
    const value = this.members[name] ?? '';
    return isLine(value, most, 0) ? value : this.fault(name, `must be one line of ${most} characters at most`, '');
  }

  /** Text with line breaks. */
  text(name: string, most: number): string {
    const value = this.members[name] ?? '';
    return isText(value, most, 0) ? value : this.fault(name, `must be text of ${most} characters at most`, '');
  }

  /** A whole number; `otherwise` where there is none. */
  number(name: string, [least, most]: readonly [number, number], otherwise: number): number {
    const value = this.members[name] ?? otherwise;
    if (isWholeNumber(value, least, most)) return value;
    return this.fault(name, `must be a whole number from ${least} to ${most}`, otherwise);
  }

  /** One of these words. */
  word<T extends string>(name: string, words: readonly T[], otherwise: T): T {
    const value = this.members[name] ?? otherwise;
    if (words.includes(value as T)) return value as T;
    return this.fault(name, `must be one of ${words.join(', ')}`, otherwise);
  }

  /** A list of words, each once. */
  words<T extends string>(name: string, isWord: (word: unknown) => word is T, what: string): readonly T[] {
    const value = this.members[name] ?? [];
    if (Array.isArray(value) && value.length <= 64 && value.every(isWord) && new Set(value).size === value.length)
      return value;
    return this.fault(name, `must be a list of ${what}, each once`, []);
  }

  /** What `is` says yes to; empty text otherwise. */
  checked(name: string, is: (value: unknown) => value is string, what: string): string {
    const value = this.members[name] ?? '';
    return value === '' || is(value) ? value : this.fault(name, `must be ${what}`, '');
  }

  child(name: string): ContentReader {
    return this.nested(this.members[name] ?? NOTHING, join(this.path, name));
  }

  children(name: string, most: number): readonly ContentReader[] {
    const value: unknown = this.members[name] ?? [];
    if (!Array.isArray(value) || value.length > most) return this.fault(name, `must be a list of ${most} at most`, []);
    return value.map((one: unknown, i) => this.nested(one, join(join(this.path, name), i)));
  }

  /**
   * The members of an object whose names are data.
   *
   * @param nameOf the name as it is kept; `undefined` for one that cannot be
   */
  entries<T>(
    {
      most,
      what,
      nameOf,
    }: { readonly most: number; readonly what: string; readonly nameOf: (name: string) => string | undefined },
    read: (member: ContentReader, name: string) => T,
  ): Readonly<Record<string, T>> {
    const names = Object.keys(this.members);
    if (names.length > most) return this.fault('', `must have ${most} members at most`, {});
    const found = new Map<string, T>();
    for (const name of names) {
      const kept = nameOf(name);
      if (kept === undefined) this.fault(name, `is not ${what}`);
      else if (found.has(kept)) this.fault(name, `is there a second time, as ${kept}`);
      else found.set(kept, read(this.child(name), name));
    }
    return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The members, read as lines; what is empty is left out. */
  lines<T extends string>(known: readonly T[], most: number): Readonly<Partial<Record<T, string>>> {
    this.refuseUnknown(known);
    const read = known.map((name) => [name, this.line(name, most)] as const).filter(([, line]) => line !== '');
    return Object.fromEntries(read) as Partial<Record<T, string>>;
  }

  private nested(value: unknown, path: string): ContentReader {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return new ContentReader(value as Members, path, this.faults);
    this.add(path, 'must be an object');
    return new ContentReader(NOTHING, path, this.faults);
  }

  private fault<T = undefined>(name: string, detail: string, instead?: T): T {
    this.add(name === '' ? this.path : join(this.path, name.slice(0, 64)), detail);
    return instead as T;
  }

  private add(path: string, detail: string): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push({ path, detail });
  }
}
