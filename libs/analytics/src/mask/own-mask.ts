import { ConfigurationError } from '@nest-privacy/core';

/** A rule of the application's own: what it finds is stored as `:name`. */
export interface OwnMask {
  /** 1 to 30 characters of `a-z`, `0-9` and `-`, beginning with a letter. */
  readonly name: string;
  /**
   * What to look for in texts as people read them, such as `/KD-\d{6,12}/`: characters and classes, each once or with a bounded repetition. There are no
   * groups, no alternatives and no open ends, so that no text can make it slow; write two rules instead of an alternative.
   */
  readonly pattern: RegExp;
}

const NAME = /^[a-z][a-z0-9-]{0,29}$/;
const MOST = 50;
const MOST_REPEATED = 64;
const LONGEST_PATTERN = 200;
/** One character, class or border, and how often it is repeated. */
const STEP =
  /(\\[bB]|[$^])|(?:\\[dDwWsS]|\\p\{\w+\}|\\[^\w\s]|\[\^?(?:\\.|[^\\\]])+\]|[^\\()[\]{}|*+?^$])(\{\d+(?:,\d*)?\}|[*+?])?/uy;

/** Least and most of a repetition; `undefined` where it has no end. */
function boundsOf(repetition: string | undefined): readonly [least: number, most: number] | undefined {
  if (repetition === undefined) return [1, 1];
  if (repetition === '?') return [0, 1];
  const [, least, most = least] = /^\{(\d+)(?:,(\d+))?\}$/.exec(repetition) ?? [];
  return least !== undefined && Number(most) <= MOST_REPEATED ? [Number(least), Number(most)] : undefined;
}

/** Why the pattern could be slow, or is none; `undefined` when nothing is wrong with it. */
function faultOf(pattern: RegExp): string | undefined {
  const { source, flags } = pattern;
  if (!/^[giu]*$/.test(flags)) return 'it has other flags than g, i and u';
  if (source.length > LONGEST_PATTERN) return `it is longer than ${LONGEST_PATTERN} characters`;
  let varying = 0;
  let shortest = 0;
  STEP.lastIndex = 0;
  while (STEP.lastIndex < source.length) {
    const at = STEP.lastIndex;
    const step = STEP.exec(source);
    if (!step) return `it has a group, an alternative or something unknown at character ${at + 1}`;
    const bounds = boundsOf(step[2]);
    if (!bounds) return `a repetition has no end, or one beyond ${MOST_REPEATED}`;
    if (bounds[0] < bounds[1]) varying++;
    if (step[1] === undefined) shortest += bounds[0];
  }
  if (shortest === 0) return 'it finds nothing at all as well';
  return varying > 1 ? 'more than one repetition varies' : undefined;
}

/**
 * The rules as one function.
 *
 * @param taken names that are not free
 * @throws ConfigurationError `MASK_INVALID`
 */
export function ownMasks(rules: readonly OwnMask[], taken: readonly string[]): (text: string) => string {
  if (rules.length > MOST) throw invalid(`there are more than ${MOST} rules`);
  const names = new Set(taken);
  const steps = rules.map((rule: Partial<OwnMask> | null) => {
    const { name, pattern } = rule ?? {};
    if (typeof name !== 'string' || !NAME.test(name)) throw invalid(`${JSON.stringify(name)} is not a name`);
    if (names.has(name)) throw invalid(`two rules have the name "${name}"`);
    names.add(name);
    if (!(pattern instanceof RegExp)) throw invalid(`the pattern of "${name}" is not a regular expression`);
    const fault = faultOf(pattern);
    if (fault !== undefined) throw invalid(`the pattern of "${name}" cannot be used: ${fault}`);
    return { expression: new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`), mask: `:${name}` };
  });
  return (text) => steps.reduce((masked, { expression, mask }) => masked.replace(expression, mask), text);
}

const invalid = (what: string): ConfigurationError =>
  new ConfigurationError({
    code: 'MASK_INVALID',
    what,
    where: 'AnalyticsModule option "mask"',
    remedy:
      'give { name, pattern } with a name of a-z, 0-9 and "-", and a pattern of characters and classes of which one at most has a repetition such as {6,12}',
  });
