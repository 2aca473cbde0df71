import fc from 'fast-check';
import { GroupCommit } from './group-commit.js';

/** Keeps numbers, each once, and refuses a call as a whole that has a poisoned one. */
class Numbers {
  readonly kept = new Set<number>();
  readonly calls: number[][] = [];

  async write(batches: readonly (readonly number[])[]): Promise<readonly (readonly number[])[]> {
    this.calls.push(batches.map(({ length }) => length));
    await new Promise(setImmediate);
    const poison = batches.flat().find((one) => one < 0);
    if (poison !== undefined) throw new Error(`refused ${poison}`);
    return batches.map((batch) => batch.filter((one) => !this.kept.has(one) && this.kept.add(one)));
  }
}

const groupOf = (numbers: Numbers, atOnce: number): GroupCommit<number> =>
  new GroupCommit(
    (batches) => numbers.write(batches),
    () => atOnce,
  );

describe('a commit of groups', () => {
  it('keeps what batches keep that are written one by one, and refuses those that are refused alone', async () => {
    const batch = fc.array(fc.oneof({ weight: 20, arbitrary: fc.nat(30) }, fc.constant(-1)), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(batch, fc.boolean()), { maxLength: 12 }),
        fc.integer({ min: 1, max: 3 }),
        async (given, atOnce) => {
          const numbers = new Numbers();
          const group = groupOf(numbers, atOnce);
          const answers: Promise<readonly number[] | Error>[] = [];
          for (const [items, pauses] of given) {
            answers.push(group.append(items).catch((error: Error) => error));
            if (pauses) await new Promise(setImmediate);
          }
          const told = await Promise.all(answers);
          const isRefused = (items: readonly number[]): boolean => items.includes(-1);
          expect(told.map((one) => one instanceof Error)).toEqual(given.map(([items]) => isRefused(items)));
          const fresh = told.flatMap((one) => (one instanceof Error ? [] : one));
          const wanted = new Set(given.flatMap(([items]) => (isRefused(items) ? [] : items)));
          expect(fresh.sort()).toEqual([...wanted].sort());
          expect([...numbers.kept].sort()).toEqual([...wanted].sort());
        },
      ),
    );
  });

  it('writes together what came while others were written, and no more than 4 000 items', async () => {
    const numbers = new Numbers();
    const group = groupOf(numbers, 1);
    await Promise.all([1, 2_000, 1_999, 2, 5_000, 3].map((length) => group.append(Array<number>(length).fill(0))));
    expect(numbers.calls).toEqual([[1], [2_000, 1_999], [2], [5_000], [3]]);
  });

  it('tells each caller its own error', async () => {
    const group = groupOf(new Numbers(), 1);
    const answers = await Promise.allSettled([[1], [-2, 2], [3], [-4]].map((batch) => group.append(batch)));
    expect(answers.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message))).toEqual([
      [1],
      'refused -2',
      [3],
      'refused -4',
    ]);
  });
});
