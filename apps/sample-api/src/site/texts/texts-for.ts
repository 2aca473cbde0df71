import { negotiateLanguage } from '@nest-privacy/core/kit';
import { LANGUAGES } from './languages.js';
import { type SiteTexts } from './site-texts.js';

const [DEFAULT] = LANGUAGES as readonly [SiteTexts];
const AVAILABLE: ReadonlySet<string> = new Set(LANGUAGES.map(({ language }) => language));

/** In which language a visitor wants the site. */
export interface LanguageWish {
  /** Chosen by a link of the site, now or earlier. */
  readonly chosen?: string | undefined;
  /** The header `Accept-Language`. */
  readonly accepted?: string | undefined;
}

/** The words for a visitor: in the language they chose, else in the one of the site's that their browser likes best, else in English. */
export function textsFor({ chosen, accepted }: LanguageWish): SiteTexts {
  const wishes = { requested: chosen, accepted, available: AVAILABLE, defaultLanguage: DEFAULT.language };
  const language = negotiateLanguage(wishes);
  return LANGUAGES.find((texts) => texts.language === language) ?? DEFAULT;
}
