import { type PublicNotice } from '@nest-privacy/consent';
import { type SiteTexts } from './site-texts.js';

/** The site's texts with what its notice calls the purposes, so that pages call them what records say was shown. */
export const withNotice = (texts: SiteTexts, { categories }: PublicNotice): SiteTexts => ({
  ...texts,
  categories: Object.fromEntries(
    categories.map(({ category, name, description }) => [category, { name, description }]),
  ),
});
