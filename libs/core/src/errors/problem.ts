/** One thing wrong with one part of the input. */
export interface ProblemPart {
  /** Where: a JSON path such as `translations.de.name`, a query parameter or a header name. */
  readonly path: string;
  readonly detail: string;
}

/** A problem document (RFC 9457, section 3) with this suite's stable `code`. */
export interface Problem {
  /** Stable identifier of the kind of problem, a URN. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What happened this time, and the remedy. */
  readonly detail: string;
  /** Stable, SCREAMING_SNAKE_CASE; the one to program against. */
  readonly code: string;
  readonly errors?: readonly ProblemPart[];
  readonly [extension: string]: unknown;
}

/** Media type of a problem document (RFC 9457, section 3). */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** The `type` of a problem with this code. */
export const problemType = (code: string): string =>
  `urn:nest-privacy:problem:${code.toLowerCase().replaceAll('_', '-')}`;
