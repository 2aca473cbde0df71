import { type GpcEffect } from '../dnt.options.js';
import { type GpcStatement } from '../dnt.config.js';
import { dntFault, oneOf, shown } from './dnt-fault.js';

const RFC_3339 =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?:[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/;

function isRfc3339(value: unknown): value is string {
  const parts = typeof value === 'string' ? RFC_3339.exec(value) : null;
  if (!parts) return false;
  const [year, month, day] = parts.slice(1, 4).map(Number) as [number, number, number];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1;
}

function statementOf({ gpc, lastUpdate }: Readonly<Record<string, unknown>>): GpcStatement | undefined {
  if (gpc === undefined && lastUpdate === undefined) return undefined;
  if (typeof gpc !== 'boolean')
    throw dntFault(
      'DNT_GPC_STATEMENT_INVALID',
      'gpc.gpc',
      `${shown(gpc)} is not a boolean, and any other type means that nothing is stated`,
      'use true or false (W3C GPC section 4.1)',
    );
  if (lastUpdate === undefined) return { gpc };
  if (isRfc3339(lastUpdate)) return { gpc, lastUpdate };
  throw dntFault(
    'DNT_GPC_STATEMENT_INVALID',
    'gpc.lastUpdate',
    `${shown(lastUpdate)} is not a date`,
    'give a date such as 2026-01-31 or a date-time such as 2026-01-31T12:00:00Z (RFC 3339)',
  );
}

/** Reads the option `gpc` in either of its forms. */
export function gpcConfig(option: unknown): { effect: GpcEffect; statement: GpcStatement | undefined } {
  const isObject = typeof option === 'object' && option !== null && !Array.isArray(option);
  const given: Readonly<Record<string, unknown>> = isObject ? { ...option } : { effect: option };
  return { effect: oneOf('gpc', given['effect'], ['opt-out', 'separate', 'off']), statement: statementOf(given) };
}
