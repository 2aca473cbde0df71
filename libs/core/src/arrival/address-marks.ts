import { CLICK_MARKS } from './click-marks.js';
import { queryValues } from './query-values.js';

/** What the address of a page says of the campaign that led to it; empty where it says nothing. */
export interface AddressMarks {
  /** `utm_source`, in lower case. */
  readonly source: string;
  /** `utm_medium`, in lower case. */
  readonly medium: string;
  readonly campaign: string;
  readonly term: string;
  readonly content: string;
  /** Name of the parameter by which an advertising network marks a click; its value may be one person's alone, and is not read. */
  readonly click: string;
}

/** An address that says nothing. */
export const NO_MARKS: AddressMarks = { source: '', medium: '', campaign: '', term: '', content: '', click: '' };

/** The longest value that is kept, in UTF-16 units. */
const LONGEST = 255;
/** No name that is looked for is longer. */
const LONGEST_NAME = 16;
const UTM: ReadonlyMap<string, keyof AddressMarks> = new Map([
  ['utm_source', 'source'],
  ['utm_medium', 'medium'],
  ['utm_campaign', 'campaign'],
  ['utm_term', 'term'],
  ['utm_content', 'content'],
]);

function keyOf(name: string): string | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const lower = name.toLowerCase();
  return UTM.get(lower) ?? (CLICK_MARKS.has(lower) ? lower : undefined);
}

/**
 * Reads the marks of a campaign (`utm_source` and its like, whatever the case of their names) and of a click from an address. Values are trimmed.
 *
 * @param url with its query; {@link NO_MARKS}, the same object, where there is nothing in it
 * @param clean what is made of a value before it is cut to 255 UTF-16 units, such as a mask
 */
export function marksOf(url: string, clean: (value: string) => string = (value) => value): AddressMarks {
  const values = queryValues(url, keyOf);
  if (values === undefined) return NO_MARKS;
  const textOf = (key: keyof AddressMarks): string => {
    const value = values.get(key)?.trim() ?? '';
    return value === '' ? '' : clean(value).slice(0, LONGEST).trim();
  };
  const lowerOf = (key: keyof AddressMarks): string => textOf(key).toLowerCase().slice(0, LONGEST);
  let click = '';
  for (const key of values.keys()) if (click === '' && CLICK_MARKS.has(key)) click = key;
  return {
    source: lowerOf('source'),
    medium: lowerOf('medium'),
    campaign: textOf('campaign'),
    term: textOf('term'),
    content: textOf('content'),
    click,
  };
}
