import {
  EVIDENCE_FORMAT,
  EVIDENCE_VERSION,
  type EvidenceFile,
  MISSING_REASONS,
  type MissingReason,
} from '../evidence-file.js';

type Members = Readonly<Record<string, unknown>>;
type Rule = (value: unknown) => boolean;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText: Rule = (value) => typeof value === 'string';
const isCount: Rule = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isHash: Rule = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const orNull =
  (rule: Rule): Rule =>
  (value) =>
    value === null || rule(value);
const orAbsent =
  (rule: Rule): Rule =>
  (value) =>
    value === undefined || rule(value);
const listOf =
  (rule: Rule): Rule =>
  (value) =>
    Array.isArray(value) && value.every(rule);
const exactly =
  (rules: Readonly<Record<string, Rule>>): Rule =>
  (value) =>
    isObject(value) &&
    Object.keys(value).every((name) => Object.hasOwn(rules, name)) &&
    Object.entries(rules).every(([name, rule]) => rule(value[name]));

const isReason: Rule = (value) => MISSING_REASONS.includes(value as MissingReason);
const MISSING = exactly({ status: (value) => value === 'missing', reason: isReason, says: isText });
const part = (rules: Readonly<Record<string, Rule>>): Rule => {
  const included = exactly({ status: (value) => value === 'included', ...rules });
  return (value) => included(value) || MISSING(value);
};

const HEAD = exactly({
  log: isText,
  size: isCount,
  root: isHash,
  previous: orNull(isHash),
  sealedAt: isText,
  keyId: isText,
  signature: isText,
});

const REASON = exactly({
  category: isText,
  decision: isText,
  allowed: orNull((value) => typeof value === 'boolean'),
  rule: isText,
  law: orNull(isText),
  effect: isText,
});

/** What each member of a file must be; there are no others. */
const MEMBERS: { readonly [K in keyof EvidenceFile]-?: Rule } = {
  format: (value) => value === EVIDENCE_FORMAT,
  version: (value) => value === EVIDENCE_VERSION,
  about: isText,
  generatedAt: isText,
  record: isObject,
  notice: part({
    version: isCount,
    sha256: isHash,
    publishedAt: isText,
    content: isObject,
    exhibits: listOf(isObject),
    shown: orNull(exactly({ language: isText, variant: orNull(isText), text: isObject })),
  }),
  catalogue: part({ version: isCount, sha256: isHash, items: listOf(isObject) }),
  policy: part({ id: isHash, decision: isObject, reasons: orAbsent(part({ categories: listOf(REASON) })) }),
  served: part({ id: isText, at: isText }),
  seal: part({ position: isCount, leafHash: isHash, path: listOf(isHash), head: HEAD }),
  issued: part({
    members: (value) => isObject(value) && Object.values(value).every(isHash),
    keyId: isText,
    signature: isText,
  }),
};

/** The file, if it is one; otherwise the names of the members that are not what they must be. */
export function readEvidence(file: unknown): EvidenceFile | readonly string[] {
  if (!isObject(file)) return ['the whole file'];
  const wrong = Object.entries(MEMBERS).filter(([name, rule]) => !rule(file[name]));
  const unknown = Object.keys(file).filter((name) => !Object.hasOwn(MEMBERS, name));
  const names = [...wrong.map(([name]) => name), ...unknown];
  return names.length === 0 ? (file as unknown as EvidenceFile) : names;
}
