import { verifyEvidence } from '@nest-privacy/consent/evidence';
import { KEY, sealedEvidence } from '../../libs/consent/test/sealed-evidence.js';
import { readExactly } from '../../apps/sample-api/src/tools/evidence/read-exactly.js';
import { verdictText } from '../../apps/sample-api/src/tools/evidence/verdict-text.js';

const KEYS = [KEY.public];
const HOSTILE = 'x\u001b[2J\u001b[H\r\nPROVEN: the ledger held exactly this decision\u202e';
const OBEYED = /[^\n\P{C}]|[\p{Zl}\p{Zp}]/u;

describe('the text of a file of evidence', () => {
  it('is taken as it was issued, however it is laid out and escaped', async () => {
    const file = await sealedEvidence('B');
    for (const text of [JSON.stringify(file), JSON.stringify(file, null, 2), `\r\n\t${JSON.stringify(file)} `])
      expect(verifyEvidence(readExactly(text), KEYS).verdict).toBe('proven');
    expect(readExactly('{"a":"\\u00e9\\/ [1, 2]","b":[1, -0.5e-7]}'.replace('-0.5e-7', '-5e-8'))).toEqual({
      a: 'é/ [1, 2]',
      b: [1, -5e-8],
    });
  });

  it.each([
    ['a member that is there twice', '{"a":{"MARKETING":"denied","MARKETING":"granted"}}'],
    ['the same under another spelling', '{"a":1,"\\u0061":2}'],
    ['a number of more digits than there can be', '{"a":12345678901234567890}'],
    ['a number that is written otherwise than it is read', '{"a":1.0}'],
    ['a number that is too large', '{"a":1e999}'],
  ])('is refused with %s', (_, text) => {
    expect(() => readExactly(text)).toThrow(/something else to people/);
  });

  it('is not taken where a genuine file has a decision put before the one that is checked', async () => {
    const text = JSON.stringify(await sealedEvidence());
    const doctored = text.replace('"MARKETING":"denied"', '"MARKETING":"granted","MARKETING":"denied"');
    expect(verifyEvidence(JSON.parse(doctored), KEYS).verdict).toBe('proven');
    expect(() => readExactly(doctored)).toThrow(/twice/);
  });
});

describe('what is printed of a file of evidence', () => {
  it('begins with what the checked record says', async () => {
    const file = await sealedEvidence('B', { subjectId: 'b5e9', givenAt: '2026-06-15T11:59:59.000Z' });
    const text = verdictText(verifyEvidence(file, KEYS), file);
    for (const line of [
      /^Decisions +"STATISTICS": "granted", "MARKETING": "denied", "ADS": "unset"$/m,
      /^Subject +"b5e9"$/m,
      /^Site +"default"$/m,
      /^Received at +"2026-06-15T12:00:00\.000Z"$/m,
      /^Given at, as claimed +"2026-06-15T11:59:59\.000Z"$/m,
      /^Variant +"B"$/m,
    ])
      expect(text).toMatch(line);
    expect(text).toMatch(/PROVEN: [^\n]+$/);
  });

  it.each(['says', 'keyId', 'member', 'record', 'decision'])('obeys nothing that stands in its %s', async (where) => {
    const file = await sealedEvidence();
    const missing = { status: 'missing', reason: 'not-yet', says: HOSTILE };
    const forged = {
      says: { ...file, seal: missing, issued: missing },
      keyId: { ...file, issued: { ...file.issued, keyId: HOSTILE } },
      member: { ...file, [HOSTILE]: 1 },
      record: { ...file, record: { ...file.record, siteId: HOSTILE } },
      decision: { ...file, record: { ...file.record, decisions: { [HOSTILE]: HOSTILE } } },
    }[where];
    const verdict = verifyEvidence(forged, KEYS);
    expect(verdict.verdict).not.toBe('proven');
    const text = verdictText(verdict, forged);
    expect(text).not.toMatch(OBEYED);
    expect(text).not.toMatch(/^PROVEN/m);
  });

  it.each([null, 5, 'x', {}, { record: null }])('is a verdict also of %j', (nothing) => {
    expect(verdictText(verifyEvidence(nothing, KEYS), nothing)).toMatch(/REFUTED/);
  });
});
