import { proveSealedLogs } from '../../../test/sealed-log.suite.js';
import { faultOf, KEY, KEYS, Pages, sealed, writtenOf } from '../../../test/sealed-logs.js';
import { SealingKey } from '../heads/sealing-key.js';
import { signHead } from '../heads/tree-head.js';
import { verifyAnchors } from './verify-anchors.js';

describe('a sealed log', () => {
  proveSealedLogs({ whole: 12, changed: 8 });

  const written = writtenOf(Array.from({ length: 700 }, () => 10));

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
