import { type Visitor } from '../visitor.js';
import { type Page } from './layout.js';

/** The page that needs consent to marketing. */
export const offersPage = ({ texts }: Visitor): Page => texts.offers;
