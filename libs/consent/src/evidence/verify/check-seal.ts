import {
  canonicalJson,
  leafHashOf,
  type SealingPublicKey,
  verifyHead,
  verifyInclusion,
  verifySignature,
} from '@nest-privacy/core/sealing';
import { type EvidenceFile } from '../evidence-file.js';
import { membersOf, signedText } from '../evidence-signature.js';
import { type EvidenceCheck, fails, holds, notShown } from './evidence-check.js';
import { missingWords } from './missing-words.js';
import { quoted } from './quoted.js';

type Keys = readonly SealingPublicKey[];

const bytesOf = (hex: string): Buffer => Buffer.from(hex, 'hex');

/** The record is the leaf that was sealed. */
export function checkRecord({ record, seal }: EvidenceFile): EvidenceCheck {
  if (seal.status === 'missing')
    return notShown('record', `Whether the record is unchanged cannot be told without its seal. ${missingWords(seal)}`);
  return leafHashOf(canonicalJson(record)).toString('hex') === seal.leafHash
    ? holds('record', 'The record is, letter by letter, the one that was sealed.')
    : fails('record', 'The record was changed: it is not the one whose fingerprint was sealed.');
}

/** The leaf stands in the ledger of the record's own site. */
export function checkInclusion({ seal, record }: EvidenceFile): EvidenceCheck {
  if (seal.status === 'missing') return notShown('inclusion', missingWords(seal));
  const { leafHash, position, path, head } = seal;
  if (head.log !== record.siteId)
    return fails('inclusion', 'The sealed ledger is that of another site than the record names.');
  return verifyInclusion(bytesOf(leafHash), position, head.size, path.map(bytesOf), bytesOf(head.root))
    ? holds('inclusion', `The record is number ${position + 1} of the ${head.size} that the sealed ledger had.`)
    : fails('inclusion', 'The record does not belong to the sealed ledger at the place where it is said to stand.');
}

/** The head of the ledger is signed by one of the keys. */
export function checkHead({ seal }: EvidenceFile, keys: Keys): EvidenceCheck {
  if (seal.status === 'missing') return notShown('head', missingWords(seal));
  const { head } = seal;
  if (keys.length === 0)
    return notShown(
      'head',
      `Who sealed the ledger cannot be told without public keys; it says key ${quoted(head.keyId)}.`,
    );
  return verifyHead(head, keys)
    ? holds('head', `The ledger was sealed at ${quoted(head.sealedAt)} by the holder of key ${quoted(head.keyId)}.`)
    : fails('head', 'The seal of the ledger is not signed by any of the public keys that were given.');
}

/** The file is as it was signed when it was issued, and names what is not. */
export function checkIssued({ issued, ...rest }: EvidenceFile, keys: Keys): EvidenceCheck {
  if (issued.status === 'missing') return notShown('issued', missingWords(issued));
  const members = membersOf(rest);
  const names = new Set([...Object.keys(members), ...Object.keys(issued.members)]);
  const changed = [...names].filter((name) => members[name] !== issued.members[name]);
  if (changed.length > 0)
    return fails('issued', `The file was changed after it was issued, in: ${changed.map(quoted).join(', ')}.`);
  if (keys.length === 0)
    return notShown(
      'issued',
      `Who issued the file cannot be told without public keys; it says key ${quoted(issued.keyId)}.`,
    );
  const key = keys.find(({ kid }) => kid === issued.keyId);
  return key && verifySignature(signedText(issued), issued.signature, key)
    ? holds(
        'issued',
        `The file is as the holder of key ${quoted(issued.keyId)} issued it at ${quoted(rest.generatedAt)}.`,
      )
    : fails('issued', 'The file is not signed by any of the public keys that were given.');
}
