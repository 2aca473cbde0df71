import fc from 'fast-check';
import { BoundedMap } from './bounded-map.js';

describe('BoundedMap', () => {
  it('keeps at least as many entries as it promises: those used last, whatever came before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(fc.integer({ min: 0, max: 20 })), (capacity, keys) => {
        const map = new BoundedMap<number, string>(capacity);
        for (const key of keys) map.through(key, String);
        const latest = [...new Set(keys.toReversed())].slice(0, capacity);
        for (const key of latest) expect(map.get(key)).toBe(String(key));
      }),
    );
  });

  it('forgets in the end, so that it cannot grow without bound', () => {
    const map = new BoundedMap<number, number>(100);
    for (let key = 0; key < 10_000; key++) map.set(key, key);
    const kept = Array.from({ length: 10_000 }, (_, key) => key).filter((key) => map.get(key) !== undefined);
    expect(kept.length).toBeLessThanOrEqual(200);
    expect(kept.at(-1)).toBe(9_999);
  });

  it('forgets what it is told to, in either generation', () => {
    const map = new BoundedMap<string, number>(1);
    for (const key of ['a', 'b']) map.set(key, 1);
    for (const key of ['a', 'b']) map.delete(key);
    expect([map.get('a'), map.get('b')]).toEqual([undefined, undefined]);
  });

  it('computes a value once', () => {
    const map = new BoundedMap<string, number>(2);
    let computed = 0;
    const compute = (): number => ++computed;
    expect([map.through('a', compute), map.through('a', compute)]).toEqual([1, 1]);
  });
});
