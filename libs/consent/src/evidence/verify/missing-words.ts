import { type MissingPart, type MissingReason } from '../evidence-file.js';
import { quoted } from './quoted.js';

/** Why a part is not there, in the words of whoever checks. */
const WORDS: Readonly<Record<MissingReason, string>> = {
  'not-recorded': 'The record does not name it.',
  'kept-elsewhere': 'It is kept outside of the ledger.',
  unknown: 'Whoever issued the file did not have it.',
  altered: 'Whoever issued the file had something else under the name that the record gives.',
  'not-yet': 'It did not exist yet when the file was issued.',
  imported: 'The record was taken over from another system, which proves nothing here.',
};

/** That a part is not there, and why; the words of the file are quoted as such. */
export const missingWords = ({ reason, says }: MissingPart): string =>
  `${WORDS[reason]} The file says: ${quoted(says)}`;
