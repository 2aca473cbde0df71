import { type Comparison } from '../../statistics/filter.js';
import { patternOf } from '../../statistics/pattern.js';

/** Whether a text is what is asked for. */
export type TextTest = (text: string) => boolean;

/** The test of a comparison, without what is negated in it. */
export function textTest({ operator, value }: Comparison): TextTest {
  const wanted = wantedOf(value);
  switch (operator) {
    case 'is':
    case 'is_not': {
      const texts = new Set(wanted);
      return (text) => texts.has(text);
    }
    case 'contains':
    case 'not_contains': {
      const parts = wanted.map((part) => part.toLowerCase());
      return (text) => {
        const lower = text.toLowerCase();
        return parts.some((part) => lower.includes(part));
      };
    }
    case 'matches': {
      const patterns = wanted.map(patternOf);
      return (text) => patterns.some((matches) => matches(text));
    }
  }
}

/** What is compared with, as a list. */
export const wantedOf = (value: Comparison['value']): readonly string[] =>
  typeof value === 'string' ? [value] : value;

/** Whether a comparison holds for what its test does not. */
export const isNegated = ({ operator }: Comparison): boolean => operator === 'is_not' || operator === 'not_contains';
