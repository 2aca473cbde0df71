import { isLine } from '@nest-privacy/core/kit';
import { type Filter, OPERATORS } from './filter.js';
import { type FilterFault, filterInvalid } from './filter-problem.js';
import { DIMENSION_WORDS, isDimension } from './is-dimension.js';
import { patternOf } from './pattern.js';

/** How deep a filter goes; a single comparison is one deep. */
export const DEEPEST_FILTER = 5;
/** Comparisons of one filter. */
export const MOST_COMPARISONS = 50;
/** Values of one comparison. */
export const MOST_VALUES = 100;
/** Longest value, in UTF-16 units. */
export const LONGEST_VALUE = 500;

const FORMS = [['and'], ['or'], ['not'], ['dimension', 'operator', 'value']] as const;
const NEEDS_TEXT: ReadonlySet<unknown> = new Set(['contains', 'not_contains', 'matches']);

/**
 * A filter as it came from outside, once it is sure that it is one.
 *
 * @param path of it in the input
 * @throws ProblemException 400 `FILTER_INVALID`
 */
export function checkedFilter(value: unknown, path: string): Filter {
  const fault = faultOfFilter(value, path);
  if (fault) throw filterInvalid(fault);
  return value as Filter;
}

/**
 * What is wrong with a filter: the first fault.
 *
 * @param path of it in the input
 */
export const faultOfFilter = (value: unknown, path: string): FilterFault | undefined =>
  new FilterCheck().of(value, path, 1);

/** Counts what one filter holds while it is looked through. */
class FilterCheck {
  private comparisons = 0;

  of(value: unknown, path: string, depth: number): FilterFault | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { path, detail: 'must be an object' };
    if (depth > DEEPEST_FILTER) return { path, detail: `is more than ${DEEPEST_FILTER} levels deep; nest less` };
    const members = value as Readonly<Record<string, unknown>>;
    const form = FORMS.find((names) => names.some((name) => name in members)) ?? FORMS[3];
    const foreign = Object.keys(members).find((name) => !(form as readonly string[]).includes(name));
    if (foreign !== undefined)
      return { path: `${path}.${foreign}`, detail: `is no member beside ${form.join(', ')}; leave it out` };
    if (form[0] === 'not') return this.of(members.not, `${path}.not`, depth + 1);
    if (form[0] === 'dimension') return this.ofComparison(members, path);
    return this.ofList(members[form[0]], `${path}.${form[0]}`, depth + 1);
  }

  private ofList(value: unknown, path: string, depth: number): FilterFault | undefined {
    if (!Array.isArray(value) || value.length === 0 || value.length > MOST_COMPARISONS)
      return { path, detail: `must be a list of 1 to ${MOST_COMPARISONS} filters` };
    return firstFault(value, (part, i) => this.of(part, `${path}[${i}]`, depth));
  }

  private ofComparison(members: Readonly<Record<string, unknown>>, path: string): FilterFault | undefined {
    const { dimension, operator, value } = members;
    this.comparisons += 1;
    if (this.comparisons > MOST_COMPARISONS)
      return { path, detail: `is one comparison more than ${MOST_COMPARISONS}; ask for fewer` };
    if (!isDimension(dimension)) return { path: `${path}.dimension`, detail: DIMENSION_WORDS };
    if (!(OPERATORS as readonly unknown[]).includes(operator))
      return { path: `${path}.operator`, detail: `must be one of ${OPERATORS.join(', ')}` };
    if (!Array.isArray(value)) return faultOfValue(value, operator, `${path}.value`);
    if (value.length === 0 || value.length > MOST_VALUES)
      return { path: `${path}.value`, detail: `must be text, or a list of 1 to ${MOST_VALUES} texts` };
    return firstFault(value, (one, i) => faultOfValue(one, operator, `${path}.value[${i}]`));
  }
}

function firstFault(
  values: readonly unknown[],
  look: (value: unknown, i: number) => FilterFault | undefined,
): FilterFault | undefined {
  for (const [i, value] of values.entries()) {
    const fault = look(value, i);
    if (fault) return fault;
  }
  return undefined;
}

function faultOfValue(value: unknown, operator: unknown, path: string): FilterFault | undefined {
  const least = NEEDS_TEXT.has(operator) ? 1 : 0;
  if (!isLine(value, LONGEST_VALUE, least))
    return { path, detail: `must be text of ${least} to ${LONGEST_VALUE} characters without control characters` };
  if (operator !== 'matches') return undefined;
  try {
    patternOf(value);
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxError)
      return { path, detail: `is no regular expression that can be used (RE2): ${error.message}` };
    throw error;
  }
}
