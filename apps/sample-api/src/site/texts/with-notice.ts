import { type PublicNotice } from '@nest-privacy/consent';
import { type SiteTexts } from './site-texts.js';

/** The site's texts with what its notice says in their place, so that pages show what records say was shown. */
export function withNotice(texts: SiteTexts, { title, labels, categories }: PublicNotice): SiteTexts {
  const { choices } = texts;
  const { acceptAll = choices.acceptAll, rejectAll = choices.rejectAll } = labels;
  const { save = choices.save, withdraw = choices.withdraw } = labels;
  return {
    ...texts,
    categories: Object.fromEntries(
      categories.map(({ category, name, description }) => [category, { name, description }]),
    ),
    choices: { ...choices, title, acceptAll, rejectAll, save, withdraw },
  };
}
