import { canonicalJson, canonicalSha256 } from '@nest-privacy/core/sealing';
import { decisionReasons } from '../decision-reasons.js';
import {
  type DecisionReason,
  type EvidenceFile,
  type MissingPart,
  type NoticeEvidence,
  type PolicyEvidence,
} from '../evidence-file.js';
import { type EvidenceCheck, type EvidenceCheckName, fails, holds, none, notShown } from './evidence-check.js';
import { missingWords } from './missing-words.js';
import { quoted } from './quoted.js';

const same = (one: unknown, other: unknown): boolean => canonicalJson(one) === canonicalJson(other);

/**
 * A part that is not there.
 *
 * @param named what the record says of it
 */
function absent(check: EvidenceCheckName, part: MissingPart, named: unknown): EvidenceCheck {
  if (part.reason === 'altered') return fails(check, missingWords(part));
  return named === null || named === undefined ? none(check, missingWords(part)) : notShown(check, missingWords(part));
}

/** The words on the screen are those of the published text, in the language and the variant that the record names. */
function isShown({ content, shown }: NoticeEvidence, record: EvidenceFile['record']): boolean {
  if (shown === null) return true;
  const { language, variant, text } = shown;
  const wording = variant === null ? content : content.variants.find(({ name }) => name === variant);
  return (
    language === record.language &&
    variant === (record.variant ?? null) &&
    wording !== undefined &&
    same(wording.translations[language], text)
  );
}

/** The notice is the one that the record names, and the words on the screen are its words. */
export function checkNotice({ notice, record }: EvidenceFile): EvidenceCheck {
  if (notice.status === 'missing') return absent('notice', notice, record.noticeVersion);
  const { version, sha256, content } = notice;
  if (canonicalSha256(content) !== sha256)
    return fails('notice', 'The text of the notice is not the one that was published: its fingerprint is another one.');
  if (sha256 !== record.noticeHash || version !== record.noticeVersion)
    return fails('notice', 'The notice in the file is another one than the record names.');
  if (!isShown(notice, record))
    return fails('notice', 'What is said to have been on the screen is not what the published notice says.');
  const words = notice.shown === null ? ' Which of its words were on the screen is not in the file.' : '';
  const source =
    record.noticeSource === 'assumed'
      ? ' The decision named no version: the server assumed the one that was active when it arrived.'
      : '';
  return holds(
    'notice',
    `The text of the notice is exactly version ${version}, which the record names.${source}${words}`,
  );
}

/** The catalogue is the one that the record names. */
export function checkCatalogue({ catalogue, record }: EvidenceFile): EvidenceCheck {
  if (catalogue.status === 'missing') return absent('catalogue', catalogue, record.catalogueVersion);
  const { version, sha256, items } = catalogue;
  if (canonicalSha256(items) !== sha256)
    return fails('catalogue', 'The list of cookies is not the one that was published: its fingerprint is another one.');
  if (sha256 !== record.catalogueHash || version !== record.catalogueVersion)
    return fails('catalogue', 'The list of cookies in the file is another one than the record names.');
  return holds('catalogue', `The list of cookies is exactly version ${version}, which the record names.`);
}

const APPLIED = 'The legal rules in the file are exactly those under which the decision was taken.';

/** The words are those of whoever issued the file; what they say follows from the record and the rules, or does not. */
const essenceOf = (reasons: readonly DecisionReason[] | null): unknown =>
  reasons?.map(({ effect: _, ...essence }) => essence);

/** What follows; `null` also of a record that says nothing from which anything could. */
function followingFrom(record: EvidenceFile['record'], decision: PolicyEvidence['decision']): unknown {
  try {
    return essenceOf(decisionReasons(record, decision)) ?? null;
  } catch {
    return null;
  }
}

/** The reasons are those that follow from the record and the rules. */
function checkReasons({ decision, reasons }: PolicyEvidence, record: EvidenceFile['record']): EvidenceCheck {
  if (reasons === undefined) return holds('policy', `${APPLIED} The file is of before it told the reasons.`);
  if (reasons.status === 'missing') return holds('policy', `${APPLIED} No reasons: ${missingWords(reasons)}`);
  if (!same(essenceOf(reasons.categories), followingFrom(record, decision)))
    return fails('policy', 'The reasons in the file are not those that follow from the record and the legal rules.');
  const words = reasons.categories.map(({ category, effect }) => quoted(`${category} ${effect}`)).join(', ');
  return holds('policy', `${APPLIED} From them and the record follows what the file says: ${words}.`);
}

/** The decision of the policy is the one that the record names, and the reasons follow from it. */
export function checkPolicy({ policy, record }: EvidenceFile): EvidenceCheck {
  if (policy.status === 'missing') return absent('policy', policy, record.policyId);
  if (canonicalSha256(policy.decision) !== policy.id)
    return fails('policy', 'The legal rules are not those that were applied: their fingerprint is another one.');
  if (policy.id !== record.policyId)
    return fails('policy', 'The legal rules in the file are others than the record names.');
  if (policy.decision.regime !== record.regime)
    return fails('policy', 'The record says another regime than the legal rules that it names.');
  return checkReasons(policy, record);
}

/**
 * What is said of the notice's being shown is what the record says, and was before the decision. Another process may have heard of it, whose clock is not the one that
 * the record was written by: what the record says of it itself is no contradiction, and shows nothing.
 */
export function checkServed({ served, record }: EvidenceFile): EvidenceCheck {
  if (served.status === 'missing') return absent('served', served, record.servedId);
  if (served.id !== record.servedId || served.at !== record.servedAt)
    return fails('served', 'When the notice was shown is said otherwise than in the record.');
  return Date.parse(served.at) <= Date.parse(String(record.receivedAt))
    ? holds('served', `The notice had been shown before the decision, at ${quoted(served.at)}.`)
    : notShown(
        'served',
        `The record says that the notice had been shown, and gives a time that is not before the decision: ${quoted(served.at)}.`,
      );
}
