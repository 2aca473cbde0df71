import { ConfigurationError } from '@nest-privacy/core';

/** A fault of the options, with the section that forbids it in `remedy` where there is one. */
export const dntFault = (code: string, option: string, what: string, remedy: string): ConfigurationError =>
  new ConfigurationError({ code, what, where: `DntModule option "${option}"`, remedy });

/** How a faulty value is shown: bounded, for it may be anything. */
export const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};

/** Refuses what is not among `choices`; `undefined` gives the first of them. */
export function oneOf<T extends string>(option: string, value: unknown, choices: readonly [T, ...T[]]): T {
  if (value === undefined) return choices[0];
  if (choices.includes(value as T)) return value as T;
  throw dntFault('DNT_OPTION_INVALID', option, `${shown(value)} is not a choice`, `use one of ${choices.join(', ')}`);
}

/** Refuses what is neither `true`, `false` nor left out. */
export function flag(option: string, value: unknown, fallback: boolean): boolean {
  if (value === undefined) return fallback;
  if (typeof value === 'boolean') return value;
  throw dntFault('DNT_OPTION_INVALID', option, `${shown(value)} is not a boolean`, 'use true or false');
}
