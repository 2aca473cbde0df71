import { type ProblemPart } from '@nest-privacy/core';
import { canonicalLanguage, isWholeNumber, parseInstant } from '@nest-privacy/core/kit';

const MARK = /^[A-Za-z0-9][A-Za-z0-9+/=_.:-]{0,63}$/;
const LINE = /^[!-~]+$/;
const SLUG = /^[A-Za-z][A-Za-z0-9_.-]{0,31}$/;

/** Reads the optional members of a body one by one, and gathers what is wrong with them. An absent one is `null`. */
export class FieldReader {
  readonly faults: ProblemPart[] = [];

  constructor(private readonly body: Readonly<Record<string, unknown>>) {}

  refuseUnknown(known: ReadonlySet<string>): void {
    for (const name of Object.keys(this.body).slice(0, 64)) {
      if (!known.has(name)) this.fault(name.slice(0, 64), `is unknown here; use ${[...known].join(', ')}`);
    }
  }

  slug(name: string): string | null {
    const value = this.body[name] ?? null;
    if (value === null || (typeof value === 'string' && SLUG.test(value))) return value;
    return this.fault(name, 'must be 1 to 32 letters, digits, "-", "_" or ".", beginning with a letter');
  }

  /** A version, a hash or a name that somebody gave. */
  mark(name: string): string | null {
    const value = this.body[name] ?? null;
    if (value === null || (typeof value === 'string' && MARK.test(value))) return value;
    return this.fault(name, 'must be 1 to 64 letters, digits, or "+/=_.:-", beginning with a letter or a digit');
  }

  oneOf<T extends string>(name: string, choices: readonly T[]): T | null {
    const value = this.body[name] ?? null;
    const found = choices.find((choice) => choice === value);
    if (value === null || found !== undefined) return found ?? null;
    return this.fault(name, `must be one of ${choices.join(', ')}`);
  }

  /** Printable ASCII without spaces. */
  line(name: string, longest: number): string | null {
    const value = this.body[name] ?? null;
    if (value === null || (typeof value === 'string' && value.length <= longest && LINE.test(value))) return value;
    return this.fault(name, `must be 1 to ${longest} printable ASCII characters without spaces`);
  }

  /** Up to 2^31 - 1, which is what an `integer` column holds. */
  wholeNumber(name: string, least: number): number | null {
    const value = this.body[name] ?? null;
    if (value === null || isWholeNumber(value, least)) return value;
    return this.fault(name, `must be a whole number from ${least}`);
  }

  language(name: string): string | null {
    const value = this.body[name] ?? null;
    if (value === null) return null;
    return canonicalLanguage(value) ?? this.fault(name, 'must be a language tag such as "de" or "pt-BR"');
  }

  instant(name: string): Date | null {
    const value = this.body[name] ?? null;
    if (value === null) return null;
    return parseInstant(value) ?? this.fault(name, 'must be a time such as "2026-06-15T12:00:00Z"');
  }

  private fault(path: string, detail: string): null {
    this.faults.push({ path, detail });
    return null;
  }
}
