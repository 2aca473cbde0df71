import { lookupLanguage } from './lookup-language.js';

/** A text and the language it turned out to be in. */
export interface TextInLanguage<T> {
  readonly language: string;
  readonly text: T;
}

/**
 * The text for a reader: in the exact language, else its base language, else the default language, else the alphabetically first there is, for an item
 * must never stand there without a name.
 *
 * @param translations at least one, by canonical language tag
 */
export function textInLanguage<T>(
  translations: Readonly<Record<string, T>>,
  wanted: string,
  defaultLanguage: string,
): TextInLanguage<T> {
  const available = new Set(Object.keys(translations));
  const language =
    lookupLanguage(wanted, available) ?? lookupLanguage(defaultLanguage, available) ?? [...available].sort()[0]!;
  return { language, text: translations[language]! };
}
