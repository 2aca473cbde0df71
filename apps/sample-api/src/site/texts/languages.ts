import { ARABIC } from './arabic/index.js';
import { ENGLISH } from './english/index.js';
import { GERMAN } from './german/index.js';
import { type SiteTexts } from './site-texts.js';

/** The site in every language it speaks, the default one first. */
export const LANGUAGES: readonly SiteTexts[] = [ENGLISH, GERMAN, ARABIC];
