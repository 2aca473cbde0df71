import fc from 'fast-check';
import { newId } from '@nest-privacy/core/kit';
import { digestOf, newTokenText, sameDigest, tokenIdOf } from './token-text.js';

describe('the text of a token', () => {
  it('names its row and is never made twice', () => {
    const id = newId();
    const tokens = [newTokenText(id), newTokenText(id)];
    expect(tokens.map(tokenIdOf)).toEqual([id, id]);
    expect(tokens[0]).not.toBe(tokens[1]);
  });

  it('names no row when it is any other text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 100 }), (text) => tokenIdOf(text) === undefined));
    expect(tokenIdOf(`${newTokenText(newId())}x`)).toBeUndefined();
  });

  it('has a digest that only the same text has', () => {
    expect(sameDigest(digestOf('a'), digestOf('a'))).toBe(true);
    expect(sameDigest(digestOf('a'), digestOf('b'))).toBe(false);
    expect(sameDigest(digestOf('a'), '')).toBe(false);
  });
});
