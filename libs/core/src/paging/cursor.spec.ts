import fc from 'fast-check';
import { decodeCursor, encodeCursor, pageOf } from './cursor.js';

describe('cursors', () => {
  it('come back as they went', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.integer(), (text, number) => {
        expect(decodeCursor(encodeCursor([text, number]), ['string', 'number'])).toEqual([text, number]);
      }),
    );
  });

  it.each(['', 'x', 'bnVsbA', encodeCursor(['a']), encodeCursor([1, 'a']), 'a'.repeat(600)])(
    'refuse %j with 400',
    (cursor) => {
      expect(() => decodeCursor(cursor, ['string', 'number'])).toThrow(
        expect.objectContaining({ code: 'CURSOR_INVALID', status: 400 }),
      );
    },
  );

  it('point behind the last item of a page, and nowhere on the last page', () => {
    expect(pageOf([1, 2, 3], 2, (n) => [n])).toEqual({ items: [1, 2], nextCursor: encodeCursor([2]) });
    expect(pageOf([1, 2], 2, (n) => [n])).toEqual({ items: [1, 2], nextCursor: null });
    expect(pageOf<number>([], 2, (n) => [n])).toEqual({ items: [], nextCursor: null });
  });
});
