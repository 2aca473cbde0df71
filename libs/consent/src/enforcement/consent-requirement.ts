import { type ConsentCategory } from '@nest-privacy/core';

/** The modes, the strictest first. */
export const CONSENT_MODES = ['deny', 'skip', 'anonymise'] as const;

/**
 * What happens where consent is missing. `deny` refuses, in the way of the transport; `skip` leaves the code out and answers nothing; `anonymise` runs it
 * as for nobody: who the person is, is taken from what it is given.
 */
export type ConsentMode = (typeof CONSENT_MODES)[number];

/** What was refused, and where it may be allowed. */
export interface ConsentRefusal {
  /** The categories that are not allowed. */
  readonly categories: readonly ConsentCategory[];
  /** Where consent can be given; absent where no `ConsentModule` is to be seen. */
  readonly consentUrl?: string;
}

/** Makes the error of a refusal. */
export type ConsentExceptionFactory = (refusal: ConsentRefusal) => Error;

/** How `@RequireConsent` takes it that consent is missing. */
export interface RequireConsentOptions {
  /** @default 'deny' */
  readonly mode?: ConsentMode;
  /** `anonymise` only: members of the body, the payload, the arguments or the job's data that tell who the person is; they are taken away. @default none */
  readonly identity?: readonly string[];
  /** `deny` only: the error to throw. @default the module's `exceptionFactory` */
  readonly exceptionFactory?: ConsentExceptionFactory;
}

/** One `@RequireConsent`. */
export interface ConsentRequirement extends RequireConsentOptions {
  readonly categories: readonly ConsentCategory[];
  readonly mode: ConsentMode;
}

/** What is wrong with a requirement, whatever the compiler was told. */
export function faultOf({ categories, mode, identity, exceptionFactory }: ConsentRequirement): string | undefined {
  if (categories.length === 0) return 'no category is named, so that nothing would be required';
  if (!CONSENT_MODES.includes(mode)) return `${JSON.stringify(mode)} is no mode`;
  if (identity !== undefined && !(Array.isArray(identity) && identity.every((name) => typeof name === 'string')))
    return '"identity" is no list of names';
  if (exceptionFactory !== undefined && typeof exceptionFactory !== 'function')
    return '"exceptionFactory" is no function';
  return undefined;
}

/** Metadata key of the requirements of a class or a method. */
export const CONSENT_REQUIREMENTS = '@nest-privacy/consent:require-consent';

/** What was declared at a class or a method; of a class also what it inherits. */
export const requirementsAt = (place: object | undefined): readonly ConsentRequirement[] =>
  place === undefined
    ? []
    : ((Reflect.getMetadata(CONSENT_REQUIREMENTS, place) as ConsentRequirement[] | undefined) ?? []);

/** What a method needs: what it names, and what its class names. */
export const requirementsOf = (method: object, owner: object | undefined): readonly ConsentRequirement[] => [
  ...requirementsAt(method),
  ...requirementsAt(owner),
];
