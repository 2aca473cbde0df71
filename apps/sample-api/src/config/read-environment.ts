import { Environment } from './environment.js';

/** Variables by name, such as `process.env`. */
export type Variables = Readonly<Record<string, string | undefined>>;

const asNumber = (text: string): unknown => (/^\d{1,9}$/.test(text) ? Number(text) : text);

const asList = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const READERS: Partial<Record<keyof Environment, (text: string) => unknown>> = {
  PORT: asNumber,
  SECRETS: asList,
  LEDGER_KEYS: asList,
  ENCRYPTION_KEYS: asList,
  TRUSTED_PROXIES: asList,
  CORS_ORIGINS: asList,
  NOTICE_VERSION: asNumber,
  IGNORE_PATHS: asList,
  VISITOR_COOKIE_DAYS: asNumber,
  COLLECTOR_NETWORKS: asList,
  WEBHOOK_NETWORKS: asList,
  VENDORS: asList,
};

/** Reads the known variables, not yet validated; an empty one counts as not set. */
export function readEnvironment(variables: Variables): Environment {
  const environment = new Environment();
  const names = Object.keys(environment) as (keyof Environment)[];
  const given = names.flatMap((name) => {
    const text = variables[name]?.trim() ?? '';
    return text === '' ? [] : [[name, READERS[name]?.(text) ?? text]];
  });
  return Object.assign(environment, Object.fromEntries(given) as Partial<Environment>);
}
