import { type RequestView } from '@nest-privacy/core';
import { LANGUAGES } from './texts/languages.js';

/** The parameter by which a link of the site chooses a language, and the cookie that keeps it for as long as the browser is open. */
export const LANGUAGE = 'language';

const known = (language: string | null | undefined): string | undefined =>
  LANGUAGES.find((texts) => texts.language === language)?.language;

const requested = (view: RequestView): string | undefined =>
  known(new URLSearchParams(view.url.slice(view.path.length + 1)).get(LANGUAGE));

/**
 * The language that the visitor chose, now or earlier; `undefined` where they never did. Choosing sets a cookie, which therefore needs no consent
 * (Directive 2002/58/EC, Art. 5(3): strictly necessary for what was explicitly requested).
 */
export function chosenLanguage(view: RequestView, { secure }: { readonly secure: boolean }): string | undefined {
  const language = requested(view);
  if (language === undefined) return known(view.cookie(LANGUAGE));
  view.response?.appendHeader(
    'Set-Cookie',
    `${LANGUAGE}=${language}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`,
  );
  return language;
}
