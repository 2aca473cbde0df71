import { SubjectVisitors } from './subject-visitors.js';

const [OLD, NEW] = ['o'.repeat(32), 'n'.repeat(32)];
const ANNA = '0199a0f6-9d6c-7c3e-8f5a-3b1d2c4e5f60';
const at = (day: string): number => Date.parse(`${day}T12:00:00Z`);

describe('the visitors of a consent subject', () => {
  const [before, after] = [new SubjectVisitors([OLD]), new SubjectVisitors([NEW, OLD])];

  it('are found again in each month, by each key that was in use', () => {
    const made = [
      before.idOf(ANNA, at('2025-12-31')),
      before.idOf(ANNA, at('2026-01-01')),
      after.idOf(ANNA, at('2026-02-28')),
    ];
    expect(new Set(made).size).toBe(3);
    expect(after.idsOf(ANNA, at('2025-12-31'), at('2026-02-28'))).toEqual(expect.arrayContaining(made));
    expect(after.idsOf(ANNA, at('2025-12-31'), at('2026-02-28'))).toHaveLength(6);
  });

  it('are as long as random ones, one a month, and tell nothing without the key', () => {
    expect(before.idOf(ANNA, at('2026-01-01'))).toMatch(/^[\w-]{22}$/);
    expect(before.idOf(ANNA, at('2026-01-01'))).toBe(before.idOf(ANNA, at('2026-01-31')));
    expect(before.idOf(ANNA, at('2026-01-01'))).not.toBe(after.idOf(ANNA, at('2026-01-01')));
    expect(before.idsOf(ANNA, at('2026-02-01'), at('2026-01-01'))).toEqual([]);
  });
});
