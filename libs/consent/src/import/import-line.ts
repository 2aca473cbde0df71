import { type ConsentCategory } from '@nest-privacy/core';
import { c15tConsentOf } from './c15t.format.js';
import { ccConsentOf } from './cc-cookie.format.js';
import { type FoundConsent } from './found-consent.js';
import { type ImportSource } from './import-source.js';
import { saysAnything } from './found-decisions.js';
import { LineFault } from './line-fault.js';
import { type Foreign, instantIn, isForeign, wordIn } from './json-cookie.js';

const YES = new Set<unknown>([true, 1, '1', 'true', 'yes', 'granted', 'accepted', 'ACTIVE']);
const NO = new Set<unknown>([false, 0, '0', 'false', 'no', 'denied', 'rejected', 'WITHDRAWN']);

/** Members that a tool may have a choice of the same name for. */
const BESIDE = ['reference', 'givenAt', 'language'] as const;

/**
 * What a line of an import says: of a cookie as a browser held it (`cookie`, beside others in `cookies`), of an object that the tool itself writes, of
 * `choices` by the tool's names, or a column for each of these names: in one of these ways, for of two the one could grant what the other refuses. `reference`,
 * `givenAt` and `language` stand beside any of them.
 *
 * @throws LineFault
 */
export function lineConsent(line: Foreign, source: ImportSource, categories: readonly ConsentCategory[]): FoundConsent {
  const whole = [cookieIn(line, source), objectIn(line, source), choicesIn(line, source)].filter(isFound);
  const [found, ...others] = [...whole, columnsIn(line, source, whole.length > 0 ? BESIDE : [])].filter(isFound);
  if (others.length > 0)
    throw new LineFault(
      'says its choices in more than one way: a cookie, an object of the tool, choices, or a member for each',
    );
  if (found === undefined || !saysAnything(found, source, categories))
    throw new LineFault('holds no choice of the source; see the option "import" for its names');
  const { reference, language } = line;
  return {
    ...found,
    givenAt: isEmpty(line.givenAt) ? found.givenAt : instantOf(line.givenAt),
    reference: isEmpty(reference) ? found.reference : wordOf(reference, 'reference', 128),
    language: isEmpty(language) ? found.language : wordOf(language, 'language', 35),
  };
}

function cookieIn({ cookie, cookies }: Foreign, { format }: ImportSource): FoundConsent | undefined {
  if (isEmpty(cookie)) return undefined;
  const others: Foreign = isForeign(cookies) ? cookies : {};
  const beside = (name: string): string | undefined => wordIn(others[name], 4_096) ?? undefined;
  const found = typeof cookie === 'string' ? format?.({ value: cookie, beside }) : undefined;
  if (found === undefined) throw new LineFault('the cookie is not one of the source, or shows no choice');
  return found;
}

function objectIn(line: Foreign, { source }: ImportSource): FoundConsent | undefined {
  if (source === 'c15t') return c15tConsentOf(line);
  if (source === 'vanilla-cookieconsent') return ccConsentOf(line);
  return undefined;
}

function choicesIn({ choices }: Foreign, source: ImportSource): FoundConsent | undefined {
  if (isEmpty(choices)) return undefined;
  if (!isForeign(choices))
    throw new LineFault('choices must be an object; in a table each name is a column of its own');
  return Object.keys(choices).length === 0 ? undefined : foundOf(saidIn(choices, namesOf(source)));
}

function columnsIn(line: Foreign, source: ImportSource, except: readonly string[]): FoundConsent | undefined {
  const names = namesOf(source).filter((name) => !except.includes(name));
  const choices = saidIn(line, names);
  return choices.size === 0 ? undefined : foundOf(choices);
}

const namesOf = ({ names }: ImportSource): string[] => [...names.values()].flat();

const foundOf = (choices: FoundConsent['choices']): FoundConsent => ({
  choices,
  onlyAccepted: false,
  givenAt: null,
  reference: null,
  language: null,
});

/** Whatever is no word for either is a fault of its line: passed over, it could have been a refusal. */
function saidIn(said: Foreign, names: readonly string[]): Map<string, boolean> {
  const choices = new Map<string, boolean>();
  for (const name of names) {
    const value = typeof said[name] === 'string' ? said[name].trim() : said[name];
    if (YES.has(value)) choices.set(name, true);
    else if (NO.has(value)) choices.set(name, false);
    else if (!isEmpty(value)) throw new LineFault(`${name} must be a yes or a no, such as "granted", "true" or "1"`);
  }
  return choices;
}

const isFound = (found: FoundConsent | undefined): found is FoundConsent => found !== undefined;

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

function instantOf(value: unknown): number {
  const at = instantIn(typeof value === 'string' && /^\d{10,16}$/.test(value) ? Number(value) : value);
  if (at === null)
    throw new LineFault('givenAt must be a time such as "2026-06-15T12:00:00Z", or milliseconds since 1970');
  return at;
}

function wordOf(value: unknown, name: string, longest: number): string {
  const word = wordIn(value, longest);
  if (word === null) throw new LineFault(`${name} must be text on one line of ${longest} characters at most`);
  return word;
}
