import { RE2JS, RE2JSException } from 're2js';
import { LIMITS } from '../content/limits.js';

/** A regular expression that is matched in a time proportional to the text, whoever wrote it. */
export interface Expression {
  /** Whether it matches the whole text. */
  readonly matches: (text: string) => boolean;
  /** Steps for each character of a text, at most: the number of RE2's instructions. */
  readonly cost: number;
}

/** Why a text is not accepted as an expression, in words that follow its path. */
export interface ExpressionFault {
  readonly fault: string;
}

/**
 * Reads an expression in the syntax of RE2 (https://github.com/google/re2/wiki/Syntax), which has no backreferences and no lookaround, and needs no
 * backtracking.
 */
export function readExpression(source: string): Expression | ExpressionFault {
  try {
    const compiled = RE2JS.compile(source);
    const cost = compiled.programSize();
    if (cost <= LIMITS.expressionCost) return { matches: (text) => compiled.matches(text), cost };
    return {
      fault: `is too large: its repetitions multiply to ${cost} steps, and ${LIMITS.expressionCost} is the most`,
    };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return {
      fault: `is not an expression that can be matched in linear time (${error.message}); write it in RE2's syntax, without backreferences and lookaround, or use a glob`,
    };
  }
}
