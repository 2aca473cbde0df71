import fc from 'fast-check';
import { decodeCursor, encodeCursor, pageOf } from './cursor.js';

describe('cursors', () => {
  const parts = ['id', 'instant', 'count', 'integer'] as const;
  const ID = '01890a5d-ac96-774b-bcce-b302099a8057';
  const text = (json: string): string => Buffer.from(json).toString('base64url');

  it('come back as they went', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat(8.64e15), fc.maxSafeNat(), fc.nat(2 ** 31 - 1), (...key) => {
        expect(decodeCursor(encodeCursor(key), parts)).toEqual(key);
      }),
    );
  });

  it('hold every digit of a fraction', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (share) => {
        expect(decodeCursor(encodeCursor([share, 1]), ['number', 'integer'])[0]).toBe(share === 0 ? 0 : share);
      }),
    );
    for (const json of ['[1e999,1]', '["1",1]', '[null,1]', '[1.0,1]'])
      expect(() => decodeCursor(text(json), ['number', 'integer'])).toThrow(
        expect.objectContaining({ code: 'CURSOR_INVALID' }),
      );
  });

  it.each([
    '',
    'x',
    'a'.repeat(600),
    text('null'),
    text('{"0":1,"length":1}'),
    text(`["${ID}",1,1]`),
    text(`["${ID}",1,1,1,1]`),
    text(`["${ID.toUpperCase()}",1,1,1]`),
    text('["\\u0000",1,1,1]'),
    text('[1,1,1,1]'),
    text(`["${ID}","1",1,1]`),
    text(`["${ID}",1e999,1,1]`),
    text(`["${ID}",8640000000000001,1,1]`),
    text(`["${ID}",1.5,1,1]`),
    text(`["${ID}",-1,1,1]`),
    text(`["${ID}",1,-0,1]`),
    text(`["${ID}",1,9007199254740993,1]`),
    text(`["${ID}",1,1,2147483648]`),
    text(`["${ID}",1,1,null]`),
    text(`["${ID}", 1,1,1]`),
    text(`["${ID}",1,1,1e0]`),
    `${encodeCursor([ID, 1, 1, 1])}=`,
  ])('refuse %j with 400', (cursor) => {
    expect(() => decodeCursor(cursor, parts)).toThrow(expect.objectContaining({ code: 'CURSOR_INVALID', status: 400 }));
  });

  it('point behind the last item of a page, and nowhere on the last page', () => {
    expect(pageOf([1, 2, 3], 2, (n) => [n])).toEqual({ items: [1, 2], nextCursor: encodeCursor([2]) });
    expect(pageOf([1, 2], 2, (n) => [n])).toEqual({ items: [1, 2], nextCursor: null });
    expect(pageOf<number>([], 2, (n) => [n])).toEqual({ items: [], nextCursor: null });
  });
});
