import { ProblemException } from './problem.exception.js';
import { type ProblemPart } from './problem.js';

/** The part of class-validator's `ValidationError` that is needed here. */
export interface ValidationFault {
  readonly property: string;
  readonly constraints?: Readonly<Record<string, string>>;
  readonly children?: readonly ValidationFault[];
}

const partsOf = (faults: readonly ValidationFault[], parent: string): ProblemPart[] =>
  faults.flatMap(({ property, constraints, children }) => {
    const path = parent === '' ? property : `${parent}.${property}`;
    const own = Object.values(constraints ?? {}).map((detail) => ({ path, detail }));
    return [...own, ...partsOf(children ?? [], path)];
  });

/** Most parts a document lists: a body of a thousand mistakes gets an answer of bounded size. */
const MOST_PARTS = 50;

/** The 400 `VALIDATION_FAILED` that lists each fault with its place. */
export const invalidInput = (errors: readonly ProblemPart[]): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'VALIDATION_FAILED',
    title: 'The input is not valid',
    detail: 'See "errors" for each fault and its place; correct them and send the request again.',
    errors: errors.slice(0, MOST_PARTS),
  });

/**
 * The {@link invalidInput} of class-validator's errors; meant as `exceptionFactory` of Nest's `ValidationPipe`.
 *
 * @param faults nested as they are
 */
export const validationProblem = (faults: readonly ValidationFault[]): ProblemException =>
  invalidInput(partsOf(faults, ''));
