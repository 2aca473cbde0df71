import { SealingKey } from '@nest-privacy/core/sealing';
import fc from 'fast-check';
import { issuedOf, KEY, sealedEvidence } from '../../../test/sealed-evidence.js';
import { type EvidenceFile } from '../evidence-file.js';
import { type EvidenceCheckName } from './evidence-check.js';
import { verifyEvidence } from './verify-evidence.js';

type Json = Record<string, unknown>;
type Path = readonly string[];

const KEYS = [KEY.public];
const OTHER = new SealingKey('another-key-of-tests-that-is-long-enough-02', 'consent-ledger');

/** Every place of a file where a value stands. */
const pathsOf = (value: unknown, path: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, [...path, name]))]
    : [path];

/** Other values than the one that is there, of the same kind and of others. */
const others = (value: unknown): unknown[] => {
  const all = [`${String(value)}x`, String(value).slice(1), 0, 1, -1, null, true, [], {}, '0'.repeat(64)];
  return all.filter((other) => JSON.stringify(other) !== JSON.stringify(value));
};

function withValue(file: unknown, [name, ...rest]: Path, change: (holder: Json, name: string) => void): unknown {
  const copy = structuredClone(file) as Json;
  let holder = copy;
  const path = [name!, ...rest];
  for (const step of path.slice(0, -1)) holder = holder[step] as Json;
  change(holder, path.at(-1)!);
  return copy;
}

const failing = (file: unknown, keys = KEYS): EvidenceCheckName[] =>
  verifyEvidence(file, keys)
    .checks.filter(({ outcome }) => outcome === 'fails')
    .map(({ check }) => check);
const wordsOf = (file: unknown): string =>
  verifyEvidence(file, KEYS)
    .checks.filter(({ outcome }) => outcome === 'fails')
    .map(({ says }) => says)
    .join(' ');

describe('a file of evidence', () => {
  let file: EvidenceFile;
  beforeAll(async () => {
    file = await sealedEvidence();
  });

  it('is proven by the public keys alone, also after having been through a text', () => {
    const { verdict, checks } = verifyEvidence(JSON.parse(JSON.stringify(file, null, 2)), KEYS);
    expect(checks.map(({ check, outcome }) => `${check} ${outcome}`)).toEqual([
      'form holds',
      'record holds',
      'inclusion holds',
      'head holds',
      'notice holds',
      'catalogue holds',
      'policy holds',
      'served holds',
      'issued holds',
    ]);
    expect(verdict).toBe('proven');
  });

  it('says of a notice that the decision did not name that the server assumed it', async () => {
    const saying = async (noticeSource: string): Promise<string | undefined> =>
      verifyEvidence(await sealedEvidence(null, { noticeSource }), KEYS).checks.find(({ check }) => check === 'notice')
        ?.says;
    expect(await saying('named')).not.toMatch(/assumed/);
    expect(await saying('assumed')).toMatch(/is exactly version 3.* The decision named no version: the server assumed/);
  });

  it('is refuted, and says where, with any one value changed, left out or added', () => {
    const paths = pathsOf(file).filter((path) => path.length > 0);
    expect(paths.length).toBeGreaterThan(100);
    for (const path of paths) {
      const value = path.reduce<unknown>((holder, name) => (holder as Json)[name], file);
      const changes = [
        ...others(value).map((other) => (holder: Json, name: string) => void (holder[name] = other)),
        (holder: Json, name: string) =>
          void (Array.isArray(holder) ? holder.splice(Number(name), 1) : delete holder[name]),
        (holder: Json) => void (Array.isArray(holder) ? holder.push('more') : (holder.more = 'more')),
      ];
      for (const change of changes) {
        const altered = withValue(file, path, change);
        const { verdict } = verifyEvidence(altered, KEYS);
        // What is added beside all members is named by its own name.
        const named = new RegExp(path.length === 1 ? `${path[0]!}|more` : path[0]!);
        if (verdict !== 'refuted') throw new Error(`${path.join('.')} can be changed: ${JSON.stringify(altered)}`);
        if (path[0] !== 'issued' && path[0] !== 'format') expect(wordsOf(altered)).toMatch(named);
      }
    }
  });

  it('is refuted with any values swapped between two places, or any two of them changed', () => {
    const paths = pathsOf(file).filter((path) => path.length > 0);
    const pair = fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...paths), fc.jsonValue(), fc.jsonValue());
    fc.assert(
      fc.property(pair, ([one, other, a, b]) => {
        let altered: unknown = withValue(file, one, (holder, name) => (holder[name] = a));
        try {
          altered = withValue(altered, other, (holder, name) => (holder[name] = b));
        } catch {
          // The first change took the second place away.
        }
        fc.pre(JSON.stringify(altered) !== JSON.stringify(file));
        expect(verifyEvidence(altered, KEYS).verdict).toBe('refuted');
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, Path, EvidenceCheckName[]]>([
    ['a decision', ['record', 'decisions', 'MARKETING'], ['record', 'policy']],
    ['the regime', ['record', 'regime'], ['record', 'policy']],
    ['what came of a category', ['policy', 'reasons', 'categories', '0', 'decision'], ['policy']],
    ['why', ['policy', 'reasons', 'categories', '1', 'rule'], ['policy']],
    ['the text of the notice', ['notice', 'content', 'translations', 'de', 'body'], ['notice']],
    ['what was on the screen', ['notice', 'shown', 'text', 'title'], ['notice']],
    ['the catalogue', ['catalogue', 'items', '0', 'category'], ['catalogue']],
    ['the rules of law', ['policy', 'decision', 'regime'], ['policy']],
    ['when the notice was shown', ['served', 'at'], ['served']],
    ['the way to the root', ['seal', 'path', '0'], ['inclusion']],
    ['the time of the seal', ['seal', 'head', 'sealedAt'], ['head']],
  ])('names what was changed even where the signature of the file is gone: %s', (_, path, checks) => {
    const altered = withValue(file, path, (holder, name) => (holder[name] = '0'.repeat(64))) as Json;
    altered.issued = { status: 'missing', reason: 'not-recorded', says: '' };
    expect(failing(altered)).toEqual(checks);
  });

  it('is refuted where somebody without a key of the ledger issued or sealed it anew', () => {
    const { issued: _, ...rest } = file;
    const changed = { ...rest, generatedAt: '2026-06-17T09:00:00.000Z' };
    expect(failing({ ...changed, issued: issuedOf(changed, OTHER) })).toEqual(['issued']);
    expect(failing({ ...changed, issued: issuedOf(changed) })).toEqual([]);
    expect(failing(file, [OTHER.public])).toEqual(['head', 'issued']);
    const stolen = { ...OTHER.public, kid: KEY.public.kid };
    expect(failing(file, [stolen])).toEqual(['head', 'issued']);
  });

  it('is incomplete where it says itself what it lacks, or where there are no keys', () => {
    const { issued: _, ...rest } = file;
    const lacking = {
      ...rest,
      seal: { status: 'missing', reason: 'not-yet', says: 'Not sealed yet.' },
      notice: { status: 'missing', reason: 'kept-elsewhere', says: 'Kept elsewhere.' },
    };
    const { verdict, checks } = verifyEvidence({ ...lacking, issued: issuedOf(lacking) }, KEYS);
    expect([verdict, checks.filter(({ outcome }) => outcome === 'not-shown').map(({ check }) => check)]).toEqual([
      'incomplete',
      ['record', 'inclusion', 'head', 'notice'],
    ]);
    expect(verifyEvidence(file, []).verdict).toBe('incomplete');
    const altered = { ...lacking, notice: { ...lacking.notice, reason: 'altered' } };
    expect(failing({ ...altered, issued: issuedOf(altered) })).toEqual(['notice']);
  });

  it('does not miss what the record does not name', () => {
    const { servedId: _id, servedAt: _at, ...record } = file.record;
    const none = { ...file, record, served: { status: 'missing', reason: 'not-recorded', says: 'Nobody told.' } };
    const [served] = verifyEvidence(none, KEYS).checks.filter(({ check }) => check === 'served');
    expect(served).toMatchObject({ outcome: 'none' });
  });

  it('is proven with a variant of the notice, and refuted where the words are those of another wording', async () => {
    const varied = await sealedEvidence('B');
    expect(verifyEvidence(varied, KEYS).verdict).toBe('proven');
    const { issued: _, ...rest } = varied;
    const { notice } = rest as { notice: Extract<EvidenceFile['notice'], { status: 'included' }> };
    const text = notice.content.translations.en!;
    for (const shown of [
      { language: 'en', variant: null, text },
      { language: 'en', variant: 'B', text },
      { language: 'en', variant: 'C', text },
    ]) {
      const other = { ...rest, notice: { ...notice, shown } };
      expect(failing({ ...other, issued: issuedOf(other) })).toEqual(['notice']);
    }
    const own = { language: 'de', variant: 'B', text: notice.content.translations.de };
    const { issued: _issued, ...plain } = file;
    const other = { ...plain, notice: { ...notice, shown: own } };
    expect(failing({ ...other, issued: issuedOf(other) })).toEqual(['notice']);
    const unknown = { ...rest, notice: { ...notice, shown: null } };
    const { verdict, checks } = verifyEvidence({ ...unknown, issued: issuedOf(unknown) }, KEYS);
    expect([verdict, checks[4]!.says]).toEqual(['proven', expect.stringContaining('were on the screen is not in the')]);
  });

  it('is not refuted by the clock of another process, which the record itself repeats', async () => {
    const late = await sealedEvidence(null, { servedAt: '2026-06-15T12:00:00.001Z' });
    const { verdict, checks } = verifyEvidence(late, KEYS);
    expect([verdict, checks[7]]).toEqual(['incomplete', expect.objectContaining({ outcome: 'not-shown' })]);
  });

  it('says nothing with the voice of whoever checks it', () => {
    const hostile = 'Sealed.\u001b[2K\u009b\r\nholds  The decision\u2028PROVEN: "yes"\u202e';
    const part = { status: 'missing', reason: 'not-yet', says: hostile };
    const { issued: _, ...rest } = file;
    const forged: Json = {
      ...rest,
      notice: part,
      catalogue: part,
      policy: part,
      served: part,
      seal: part,
      issued: part,
    };
    const { verdict, checks } = verifyEvidence({ ...forged }, KEYS);
    expect(verdict).toBe('incomplete');
    for (const { check, says } of checks.slice(1)) {
      expect(says).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      expect([check, says]).toEqual([check, expect.stringContaining('The file says: "Sealed.\\u001b[2K\\u{9b}')]);
    }
    const keyed = { ...file, issued: { ...file.issued, keyId: hostile } };
    expect(verifyEvidence(keyed, []).checks[8]!.says).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    expect(wordsOf({ ...file, [hostile]: 1 })).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    expect(failing({ ...rest, seal: { ...part, reason: hostile }, issued: part })).toEqual(['form']);
  });

  it.each<[string, unknown]>([
    ['no list', { keys: [] }],
    ['a list of nothing', [null]],
    ['a key of another kind', [{ kty: 'RSA', n: 'x' }]],
    ['a key without bytes', [{ ...KEY.public, x: 'short' }]],
  ])('is not judged by %s', (_, keys) => {
    expect(() => verifyEvidence(file, keys as never)).toThrow(/public keys/);
  });

  it('is refuted rather than a failure where it is made to be one', () => {
    const deep = JSON.parse(`${'['.repeat(9_000)}${']'.repeat(9_000)}`) as unknown;
    const content = { variants: 5, translations: null };
    for (const altered of [
      { ...file, record: { ...file.record, deep } },
      { ...file, notice: { ...file.notice, content: { ...content, deep } } },
    ])
      expect(verifyEvidence(altered, KEYS).verdict).toBe('refuted');
  });

  it.each([null, 'x', 5, [], {}, { format: 'x' }])('is none that is %j', (nothing) => {
    expect(verifyEvidence(nothing, KEYS)).toMatchObject({ verdict: 'refuted', checks: [{ check: 'form' }] });
  });
});
