import fc from 'fast-check';
import { ChangeMemory } from './change-memory.js';
import { fingerprintOf } from './fingerprint.js';

const MEGABYTE = 2 ** 20;

describe('the memory of changes', () => {
  it('never takes an older decision for the newest, however little it holds and however often it is swept', () => {
    const subject = fc.integer({ min: 0, max: 30 });
    const instant = fc.integer({ min: 1, max: 100 });
    const step = fc.oneof(
      fc.record({ put: subject, at: instant }),
      fc.record({ sweep: fc.integer({ min: 1, max: 40 }) }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(step, { maxLength: 60 }), (capacity, steps) => {
        const memory = new ChangeMemory(capacity);
        const newest = new Map<number, number>();
        for (const each of steps) {
          if ('sweep' in each) memory.sweep(each.sweep);
          else {
            memory.put(each.put, each.at);
            newest.set(each.put, Math.max(each.at, newest.get(each.put) ?? 0));
          }
        }
        expect(memory.size).toBeLessThanOrEqual(capacity);
        const wrong = Array.from({ length: 31 }, (_, who) => {
          const truth = newest.get(who) ?? 0;
          return [truth - 1, truth, truth + 1, 50].filter(
            (at) => (memory.isNewest(who, at) ?? at >= truth) !== at >= truth,
          );
        });
        expect(wrong.flat()).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('knows every change as long as they fit', () => {
    const memory = new ChangeMemory(50_000);
    const fingerprints = Array.from({ length: 10_000 }, (_, i) => fingerprintOf('default', `subject-${i}`));
    for (const [i, fingerprint] of fingerprints.entries()) memory.put(fingerprint, 1_000 + i);
    const passing = (earlier: number): number =>
      fingerprints.filter((fingerprint, i) => memory.isNewest(fingerprint, 1_000 + i - earlier) !== false).length;
    expect([memory.size, memory.horizon, passing(0), passing(1)]).toEqual([10_000, 0, 10_000, 0]);
    expect(memory.isNewest(fingerprintOf('other', 'subject-1'), 1)).toBe(true);
  });

  it('says that it cannot tell of decisions from before what it gave up, and of no later ones', () => {
    const memory = new ChangeMemory(4);
    let lost = 0;
    for (let i = 1; i <= 10; i++) lost += memory.put(i, i * 10);
    expect([memory.size, lost, memory.horizon]).toEqual([4, 6, 60]);
    expect([memory.isNewest(1, 5), memory.isNewest(99, 59), memory.isNewest(99, 60)]).toEqual([
      undefined,
      undefined,
      true,
    ]);
    expect([memory.isNewest(10, 99), memory.isNewest(10, 100)]).toEqual([false, true]);
  });

  it('takes two subjects of one number for one, so that neither passes with an older cookie', () => {
    const memory = new ChangeMemory(4);
    memory.put(7, 10);
    memory.put(7, 20);
    memory.put(7, 15);
    expect([memory.isNewest(7, 10), memory.isNewest(7, 19), memory.isNewest(7, 20)]).toEqual([false, false, true]);
  });

  it('holds a million in 32 MB, and as much when more come', () => {
    const memory = new ChangeMemory(1_000_000);
    // Well spread, and quicker to have than hashes.
    const fingerprint = (i: number): number => i * 4_503_599_627;
    let lost = 0;
    for (let i = 0; i < 1_000_000; i++) lost += memory.put(fingerprint(i), 1_000 + i);
    expect([memory.size, lost]).toEqual([1_000_000, 0]);
    expect(memory.bytes).toBeLessThanOrEqual(32 * MEGABYTE);
    for (let i = 1_000_000; i < 1_200_000; i++) memory.put(fingerprint(i), 1_000 + i);
    expect(memory.size).toBeLessThanOrEqual(1_100_000);
    expect(memory.bytes).toBeLessThanOrEqual(32 * MEGABYTE);
  });
});
