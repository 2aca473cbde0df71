import {
  type EvidenceCheckName,
  type EvidenceOutcome,
  type EvidenceVerdict,
  printable,
} from '@nest-privacy/consent/evidence';
import { recordText } from './record-text.js';

/** What each check is called where lawyers read it. */
const TITLES: Readonly<Record<EvidenceCheckName, string>> = {
  form: 'Form of the file',
  record: 'The decision',
  inclusion: 'Place in the ledger',
  head: 'Seal of the ledger',
  notice: 'Text of the notice',
  catalogue: 'List of cookies',
  policy: 'Legal rules applied',
  served: 'Shown beforehand',
  issued: 'The file itself',
};
const MARKS: Readonly<Record<EvidenceOutcome, string>> = {
  holds: 'holds    ',
  fails: 'FAILS    ',
  'not-shown': 'not shown',
  none: 'none     ',
};
const VERDICTS: Readonly<Record<EvidenceVerdict['verdict'], string>> = {
  proven:
    'PROVEN: the ledger held exactly this decision when it was sealed, with exactly these texts. Whoever has the private key could have sealed another ledger instead: compare its heads with those kept elsewhere.',
  incomplete: 'INCOMPLETE: nothing contradicts the file, but it does not show everything that the record refers to.',
  refuted: 'REFUTED: something is not what it was. What fails is named above.',
};

/** The verdict for people to read: what the record says, one line for each check, and what it amounts to. */
export function verdictText({ verdict, checks }: EvidenceVerdict, file: unknown): string {
  const width = Math.max(...Object.values(TITLES).map((title) => title.length));
  const lines = checks.map(
    ({ check, outcome, says }) => `${MARKS[outcome]}  ${TITLES[check].padEnd(width)}  ${printable(says)}`,
  );
  return ['The file says of the decision:', ...recordText(file), '', ...lines, '', VERDICTS[verdict]].join('\n');
}
