/**
 * Kinds of names by which a person's data is found. Those of the suite stand here; an application adds its own by declaration merging.
 *
 * @example
 * declare module '@nest-privacy/core' {
 *   interface SubjectIdentifierKinds {
 *     customer: true;
 *   }
 * }
 */
export interface SubjectIdentifierKinds {
  /** The host application's own id of an account. */
  user: true;
  /** The pseudonymous person whose consent is recorded, made by the server: one device, or one account where the application says so. */
  subject: true;
  /** A visitor as analytics' events hold it: 32 hex digits, another one on each site. */
  visitor: true;
}

/** Name of a kind of identifier. */
export type SubjectIdentifierKind = Extract<keyof SubjectIdentifierKinds, string>;

/** One name by which data of a person is found. */
export interface SubjectIdentifier {
  readonly kind: SubjectIdentifierKind;
  /** 1 to 255 characters. */
  readonly value: string;
}

const keyOf = ({ kind, value }: SubjectIdentifier): string => `${kind} ${value}`;

/** A person, as far as data of theirs can be found: every name that is known of them. Never changes. */
export class DataSubject {
  private constructor(private readonly byKey: ReadonlyMap<string, SubjectIdentifier>) {}

  /** What is named twice counts once. */
  static of(identifiers: Iterable<SubjectIdentifier>): DataSubject {
    return new DataSubject(new Map([...identifiers].map((identifier) => [keyOf(identifier), identifier])));
  }

  /** Every name, in the order in which it became known. */
  get identifiers(): readonly SubjectIdentifier[] {
    return [...this.byKey.values()];
  }

  /** How many names are known; nobody has none. */
  get size(): number {
    return this.byKey.size;
  }

  /** The names of one kind. */
  valuesOf(kind: SubjectIdentifierKind): readonly string[] {
    return this.identifiers.flatMap((identifier) => (identifier.kind === kind ? identifier.value : []));
  }

  /** Whether every name of `other` is one of these. */
  includes(other: DataSubject): boolean {
    return other.identifiers.every((identifier) => this.byKey.has(keyOf(identifier)));
  }

  /** The same person with further names. */
  and(identifiers: Iterable<SubjectIdentifier>): DataSubject {
    return DataSubject.of([...this.byKey.values(), ...identifiers]);
  }
}
