import { parseCookie } from 'cookie';
import { BoundedMap } from '../memory/bounded-map.js';

const KEPT = 5_000;
/** UTF-16 units; longer ones are taken apart each time, so that what is kept stays within some ten megabytes. */
const LONGEST_KEPT = 2_048;

const kept = new BoundedMap<string, CookieJar>(KEPT);

/**
 * The cookies of one header `Cookie`. A visitor who comes again sends the same header, and for as long as something in it is proven it is neither taken apart
 * nor verified anew: one look finds what each module made of it.
 */
export class CookieJar {
  private readonly values: ReturnType<typeof parseCookie>;
  private readonly proofs = new Map<symbol, unknown>();

  private constructor(private readonly header: string) {
    this.values = parseCookie(header);
  }

  /** The one of a header, if it is kept, or a new one. */
  static of(header: string): CookieJar {
    return kept.get(header) ?? new CookieJar(header);
  }

  /** Value of a cookie, the first of its name. */
  get(name: string): string | undefined {
    return this.values[name];
  }

  /** Every name that has a value, once, in no particular order. */
  get names(): readonly string[] {
    return Object.keys(this.values);
  }

  /** What {@link prove} was told. */
  proven<T>(by: symbol): T | undefined {
    return this.proofs.get(by) as T | undefined;
  }

  /**
   * Remembers what follows from these cookies alone, whoever sends them and whenever, and keeps the jar. Only for what is well signed: anybody can send other
   * headers without end, which would drive the kept ones out.
   *
   * @param by of one verifier, for two may have different keys
   */
  prove(by: symbol, proof: unknown): void {
    this.proofs.set(by, proof);
    if (this.header.length <= LONGEST_KEPT) kept.set(this.header, this);
  }
}
