import { type SiteTexts } from './site-texts.js';

/** What visitors call a purpose. */
export const nameOf = (category: string, { categories }: Pick<SiteTexts, 'categories'>): string =>
  categories[category]?.name ?? category;
