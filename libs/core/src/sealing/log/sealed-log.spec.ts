import { proveSealedLogs } from '../../../test/sealed-log.suite.js';
import { entryOf, faultOf, KEY, KEYS, LOG, Pages, sealed, type Shelf, writtenOf } from '../../../test/sealed-logs.js';
import { SealingKey } from '../heads/sealing-key.js';
import { signHead } from '../heads/tree-head.js';
import { LogSealer } from './log-sealer.js';
import { LogVerifier, type VerifiedPart } from './log-verifier.js';
import { verifiedParts } from './verified-parts.js';
import { verifyAnchors } from './verify-anchors.js';

async function partsOf(shelf: Shelf, pages: Pages): Promise<VerifiedPart[]> {
  const parts: VerifiedPart[] = [];
  for await (const part of verifiedParts(new LogVerifier(LOG, shelf, pages, KEYS))) parts.push(part);
  return parts;
}

describe('a sealed log', () => {
  proveSealedLogs({ whole: 12, changed: 8 });

  const written = writtenOf(Array.from({ length: 700 }, () => 10));

  it('is checked in few parts where each seal has but one entry, and in parts of 4 096 entries where they have many', async () => {
    const few = writtenOf(Array.from({ length: 300 }, () => 1_000));
    const parts = await partsOf(await sealed(few, Array<number>(299).fill(1)), new Pages(few));
    expect(parts.map(({ checked, fault }) => [checked, fault])).toEqual([
      [256, null],
      [44, null],
    ]);
    const many = writtenOf(Array.from({ length: 5_000 }, () => 1));
    const sizes = (await partsOf(await sealed(many, []), new Pages(many))).map(({ checked }) => checked);
    expect(sizes).toEqual([4_096, 904]);
  });

  it('is not to be signed by another key, nor by one that nobody trusts', async () => {
    const thief = new SealingKey('the-key-of-somebody-who-has-the-database', 'test');
    const shelf = await sealed(written, [300]);
    const last = shelf.rows.at(-1)!;
    shelf.rows[shelf.rows.length - 1] = { ...last, head: signHead(last.head, thief) };
    const pages = new Pages(written);
    expect(await faultOf(shelf, pages)).toMatchObject({ kind: 'forged head' });
    const both = { ...KEYS, known: [KEY.public, thief.public] };
    expect(await faultOf(shelf, pages, both)).toMatchObject({ kind: 'untrusted key', position: 699 });
    expect(await faultOf(shelf, pages, { ...both, trusted: new Set([thief.public.kid]) })).toBeNull();
  });

  it('is found whole after a reading that failed: what cannot be read is no fault of the log', async () => {
    const shelf = await sealed(written, []);
    const verifier = new LogVerifier(LOG, shelf, new Pages(written), KEYS);
    jest.spyOn(shelf, 'nodes').mockRejectedValueOnce(new Error('the database is away'));
    await expect(verifier.part()).rejects.toThrow('away');
    expect(await verifier.part()).toMatchObject({ fault: null, checked: 700, isDone: true });
    const middle = { size: 512, reached: written[511]!.at };
    const range = jest.spyOn(shelf, 'nodes').mockRejectedValueOnce(new Error('the database is away'));
    const later = new LogVerifier(LOG, shelf, new Pages(written), KEYS);
    await expect(later.part(middle)).rejects.toThrow('away');
    expect(await later.part(middle)).toMatchObject({ fault: null, checked: 188 });
    range.mockRestore();
    shelf.kept.length = 0;
    shelf.rows.splice(0, 1);
    expect(await later.part(middle)).toMatchObject({ fault: { kind: 'gap' } });
  });

  it('rests upon the newest key once that has signed its head anew, and upon no head that somebody else signed', async () => {
    const newer = new SealingKey('a-secret-of-tests-that-is-long-enough-0002', 'test');
    const known = [newer.public, KEY.public];
    const keys = { known, trusted: new Set([newer.public.kid]) };
    const pages = new Pages(written.slice(0, 600));
    const shelf = await sealed(pages.written, [300]);
    const anchor = (await shelf.newest())!;
    expect(await faultOf(shelf, pages, keys)).toMatchObject({ kind: 'untrusted key', position: 599 });
    const sealer = new LogSealer(newer);
    expect((await sealer.renew(LOG, [newer.public], shelf, 0))?.keyId).toBe(KEY.public.kid);
    const renewed = await sealer.renew(LOG, known, shelf, Date.UTC(2026, 0, 3));
    expect(renewed).toMatchObject({ size: 600, root: anchor.root, keyId: newer.public.kid });
    expect(await sealer.renew(LOG, known, shelf, Date.UTC(2026, 0, 3))).toEqual(renewed);
    expect(await faultOf(shelf, pages, keys)).toBeNull();
    const verifier = new LogVerifier(LOG, shelf, pages, keys);
    const { until } = await verifier.part({ size: 300, reached: pages.written[299]!.at });
    expect(await verifyAnchors(shelf, [anchor, renewed!], known)).toBeNull();
    pages.written.push(...written.slice(600));
    await sealer.seal(LOG, written.slice(600).map(entryOf), shelf, Date.UTC(2026, 0, 4));
    expect(await faultOf(shelf, new Pages([...written]), keys)).toBeNull();
    expect((await verifier.part({ ...until, reached: 0 })).fault).toBeNull();
    for (const forged of [{ ...renewed!, sealedAt: 'f' }, signHead({ ...renewed!, root: 'f' }, newer)]) {
      shelf.renewed[0] = forged;
      expect(await faultOf(shelf, new Pages([...written]), keys)).toMatchObject({ kind: 'forged head', position: 600 });
    }
    shelf.renewed.length = 0;
    expect(await faultOf(shelf, new Pages([...written]), keys)).toMatchObject({ kind: 'forged head', position: 600 });
  });

  it('shows what was entered long after its time, however it was sealed, and lets clocks disagree', async () => {
    const late = writtenOf([0, 3_600_000, -3_599_999, 3_599_999]);
    expect(await faultOf(await sealed(late, [1, 1]), new Pages(late))).toBeNull();
    const backdated = writtenOf([0, 3_600_001, -3_600_001, 3_600_001]);
    const fault = await faultOf(await sealed(backdated, [1, 1]), new Pages(backdated));
    expect(fault).toMatchObject({ kind: 'backdated', position: 2, id: backdated[2]!.id });
  });

  it('shows what follows from an entry and is kept otherwise', async () => {
    const pages = new Pages(written);
    const of = pages.of.bind(pages);
    pages.of = async (log, entries) =>
      new Map([...(await of(log, entries))].map(([id, content]) => [id, { ...content, contradiction: 'not so' }]));
    expect(await faultOf(await sealed(written, []), pages)).toMatchObject({ kind: 'state', position: 0 });
  });

  it('shows a wrong node, and one that is missing', async () => {
    const shelf = await sealed(written, []);
    shelf.kept[1] = { ...shelf.kept[1]!, hash: 'f'.repeat(64) };
    expect(await faultOf(shelf, new Pages(written))).toMatchObject({ kind: 'node', position: 256 });
    shelf.kept.length = 0;
    expect(await faultOf(shelf, new Pages(written))).toMatchObject({ kind: 'node', position: 0 });
  });

  it('is missed by heads that were kept outside when its end is cut off, or it was made again', async () => {
    const whole = await sealed(written, [300]);
    const anchors = whole.rows.map(({ head }) => head);
    const cut = await sealed(written.slice(0, 300), []);
    expect(await faultOf(cut, new Pages(written.slice(0, 300)))).toBeNull();
    expect(await verifyAnchors(cut, anchors, [KEY.public])).toMatchObject({ kind: 'truncated' });
    const again = await sealed(
      written.map((one) => ({ ...one, text: `${one.text}!` })),
      [300],
    );
    expect(await verifyAnchors(again, anchors, [KEY.public])).toMatchObject({ kind: 'forked' });
    expect(await verifyAnchors(whole, [{ ...anchors[0]!, size: 1 }], [KEY.public])).toMatchObject({
      kind: 'forged head',
    });
  });
});
