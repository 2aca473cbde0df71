import type * as views from '../element/views.js';
import { later } from './later.js';

/** What the build says of the file. */
declare const VIEWS_FILE: string;
declare const VIEWS_INTEGRITY: string;

export const loadViews = later<typeof views>(VIEWS_FILE, VIEWS_INTEGRITY);
