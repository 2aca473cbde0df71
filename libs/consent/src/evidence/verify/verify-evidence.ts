import { type SealingPublicKey } from '@nest-privacy/core/sealing';
import { type EvidenceFile } from '../evidence-file.js';
import { assertKeys } from './assert-keys.js';
import { checkCatalogue, checkNotice, checkPolicy, checkServed } from './check-parts.js';
import { checkHead, checkInclusion, checkIssued, checkRecord } from './check-seal.js';
import { type EvidenceCheck, type EvidenceVerdict, fails, holds } from './evidence-check.js';
import { quoted } from './quoted.js';
import { readEvidence } from './read-evidence.js';

function verdictOf(checks: readonly EvidenceCheck[]): EvidenceVerdict {
  const has = (outcome: EvidenceCheck['outcome']): boolean => checks.some((check) => check.outcome === outcome);
  return { verdict: has('fails') ? 'refuted' : has('not-shown') ? 'incomplete' : 'proven', checks };
}

/**
 * Checks a file of evidence with the public keys of the ledger alone: without its server, its database or a network.
 *
 * @param file the parsed JSON, from wherever. What is judged is this value: a text may say more than is parsed of it, as a member that stands in it twice does
 * @param keys those that are known to be the ledger's, from `/.well-known/consent-ledger.json`; without any it is checked whether the file agrees with itself
 * @throws TypeError for what is no list of such keys, which says nothing about the file
 */
export function verifyEvidence(file: unknown, keys: readonly SealingPublicKey[]): EvidenceVerdict {
  assertKeys(keys);
  const read = readEvidence(file);
  if (!('format' in read))
    return verdictOf([
      fails(
        'form',
        `This is no file of evidence of version 1. What is wrong, missing or unknown: ${read.map(quoted).join(', ')}.`,
      ),
    ]);
  try {
    return verdictOf(checksOf(read, keys));
  } catch {
    return verdictOf([
      fails('form', 'The file cannot be checked: what it holds is nested too deeply, or of another shape.'),
    ]);
  }
}

function checksOf(read: EvidenceFile, keys: readonly SealingPublicKey[]): EvidenceCheck[] {
  return [
    holds('form', 'The file has the form of evidence of one consent decision, version 1.'),
    checkRecord(read),
    checkInclusion(read),
    checkHead(read, keys),
    checkNotice(read),
    checkCatalogue(read),
    checkPolicy(read),
    checkServed(read),
    checkIssued(read, keys),
  ];
}
