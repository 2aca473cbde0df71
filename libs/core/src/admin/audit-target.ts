import { type ExecutionContext } from '@nestjs/common';
import { cutText } from '../validation/cut-text.js';

/** Values of one request that are kept, and characters of a name and of a value. */
const MOST_VALUES = 20;
const LONGEST_NAME = 64;
const LONGEST_VALUE = 200;
/** The name of what says how many values are not kept. */
const LEFT_OUT = '…';

/** What a request names. */
export interface GivenTarget {
  /** What a body names beyond the route's parameters and its query, see `AdminRequirement`. */
  readonly named?: Readonly<Record<string, string>> | undefined;
  /** Whether it is a person: then values are whole, for one that is cut would be kept as another's. */
  readonly personal: boolean;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/**
 * What a request names as that which is acted upon: the parameters of its route, what its body names, then its query, cut to bounds; what is left out is counted. Outside
 * HTTP only what is named.
 */
export function auditTargetOf(context: ExecutionContext, { named, personal }: GivenTarget): Record<string, string> {
  const { params, query } = partsOf(context);
  const first = { ...params, ...named };
  const further = Object.entries(query ?? {}).filter(([name]) => !Object.hasOwn(first, name));
  const all = [...Object.entries(first), ...further];
  const kept = all.slice(0, MOST_VALUES).map(([name, value]) => {
    const text = textOf(value);
    return [cutText(name, LONGEST_NAME), cutText(text, personal ? text.length : LONGEST_VALUE)] as const;
  });
  const leftOut = all.length - kept.length;
  return { ...Object.fromEntries(kept), ...(leftOut > 0 && { [LEFT_OUT]: `${leftOut} more` }) };
}

const partsOf = (context: ExecutionContext): { params?: object; query?: object } =>
  context.getType() === 'http' ? context.switchToHttp().getRequest<{ params?: object; query?: object }>() : {};
