import { type Visitor } from '../visitor.js';
import { type Page } from './layout.js';

/** Something to read, for everybody. */
export const articlesPage = ({ texts }: Visitor): Page => texts.articles;
