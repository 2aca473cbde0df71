import { retryAfterOf } from './retry-after.js';

const NOW = Date.UTC(2026, 5, 15, 12);

describe('what a host asks for by Retry-After', () => {
  it.each([
    [503, '120', 120_000],
    [429, '0', 0],
    [503, 'Mon, 15 Jun 2026 12:00:07 GMT', 7_000],
    [503, 'Mon, 15 Jun 2026 11:59:59 GMT', undefined],
    [503, 'soon', undefined],
    [503, undefined, undefined],
    [422, '120', undefined],
  ])('with %i and %j is a rest of %j ms', (status, said, wait) => {
    expect(retryAfterOf({ status, headers: { 'retry-after': said } }, NOW)).toBe(wait);
  });
});
