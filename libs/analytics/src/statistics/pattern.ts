import { RE2JS, RE2JSException } from 're2js';

/** Longest regular expression, in UTF-16 units. */
export const LONGEST_PATTERN = 200;
/** What a repetition such as `{1000}` may make of it: instructions per character of the texts that are looked through. */
const LARGEST_PROGRAM = 250;

/** A regular expression that is looked for in texts, in time that grows only with their length. */
export type Pattern = (text: string) => boolean;

/**
 * Reads a regular expression of RE2, which knows no back-references and no looking around.
 *
 * @throws SyntaxError when it is none, or too large; the message says what is wrong
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function patternOf(text: string): Pattern {
  if (text.length > LONGEST_PATTERN) throw new SyntaxError(`has more than ${LONGEST_PATTERN} characters`);
  const expression = compiled(text);
  if (expression.programSize() > LARGEST_PROGRAM) throw new SyntaxError('repeats too much');
  return (value) => expression.matcher(value).find();
}

function compiled(text: string): RE2JS {
  try {
    return RE2JS.compile(text);
  } catch (error) {
    if (error instanceof RE2JSException) throw new SyntaxError(error.message, { cause: error });
    throw error;
  }
}
