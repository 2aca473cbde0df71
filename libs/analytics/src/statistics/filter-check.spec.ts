import fc from 'fast-check';
import { checkedFilter, faultOfFilter } from './filter-check.js';
import { NAMED_DIMENSIONS } from './dimension.js';
import { OPERATORS } from './filter.js';

const is = { dimension: 'page', operator: 'is', value: '/a' };
const nested = (depth: number): unknown => (depth === 1 ? is : { not: nested(depth - 1) });

describe('a filter', () => {
  it.each([
    [is],
    [{ ...is, value: ['/a', '/b'] }],
    [{ ...is, value: '' }],
    [{ ...is, dimension: 'property:plan' }],
    [{ ...is, dimension: 'property:a:b' }],
    [{ and: [is, { or: [is, { not: is }] }] }],
    [{ ...is, operator: 'matches', value: '^/(de|en)/.*\\d{2,4}$' }],
    [nested(5)],
    [{ or: Array.from({ length: 50 }, () => is) }],
    [{ ...is, value: Array.from({ length: 100 }, () => 'x'.repeat(500)) }],
  ])('%j is taken as it is', (filter) => {
    expect(checkedFilter(filter, 'filter')).toBe(filter);
  });

  it.each<[unknown, string, RegExp]>([
    [null, 'filter', /must be an object/],
    ['page', 'filter', /must be an object/],
    [[is], 'filter', /must be an object/],
    [{}, 'filter.dimension', /must be one of page, /],
    [{ ...is, dimension: 'ip' }, 'filter.dimension', /must be one of/],
    [{ ...is, dimension: 'property:' }, 'filter.dimension', /property:<name>/],
    [{ ...is, dimension: `property:${'x'.repeat(51)}` }, 'filter.dimension', /1 to 50/],
    [{ ...is, dimension: ['page'] }, 'filter.dimension', /must be one of/],
    [{ ...is, operator: 'like' }, 'filter.operator', /is, is_not, contains/],
    [{ ...is, and: [] }, 'filter.dimension', /no member beside and/],
    [{ and: [is], or: [is] }, 'filter.or', /no member beside and; leave it out/],
    [{ ...is, currency: 'EUR' }, 'filter.currency', /leave it out/],
    [{ and: [is, { ...is, value: 5 }] }, 'filter.and[1].value', /must be text/],
    [{ and: [] }, 'filter.and', /1 to 50 filters/],
    [{ or: is }, 'filter.or', /must be a list/],
    [{ not: [is] }, 'filter.not', /must be an object/],
    [{ ...is, value: [] }, 'filter.value', /1 to 100 texts/],
    [{ ...is, value: Array.from({ length: 101 }, () => 'x') }, 'filter.value', /1 to 100 texts/],
    [{ ...is, value: ['x', null] }, 'filter.value[1]', /must be text/],
    [{ ...is, value: 'x'.repeat(501) }, 'filter.value', /500/],
    [{ ...is, value: 'a\u0000b' }, 'filter.value', /control characters/],
    [{ ...is, operator: 'contains', value: '' }, 'filter.value', /1 to 500/],
    [{ ...is, operator: 'matches', value: '(' }, 'filter.value', /RE2.*missing closing/],
    [{ ...is, operator: 'matches', value: '(?=x)' }, 'filter.value', /RE2/],
    [{ ...is, operator: 'matches', value: '(a)\\1' }, 'filter.value', /RE2/],
    [{ ...is, operator: 'matches', value: '(.?){0,1000}x' }, 'filter.value', /repeats too much/],
    [{ ...is, operator: 'matches', value: 'x'.repeat(201) }, 'filter.value', /more than 200/],
    [nested(6), 'filter.not.not.not.not.not', /more than 5 levels/],
    [{ or: [{ and: Array.from({ length: 50 }, () => is) }, is] }, 'filter.or[1]', /more than 50/],
  ])('%j is refused at %s', (filter, path, detail) => {
    expect(faultOfFilter(filter, 'filter')).toEqual({ path, detail: expect.stringMatching(detail) });
    expect(() => checkedFilter(filter, 'filter')).toThrow(
      expect.objectContaining({ code: 'FILTER_INVALID', status: 400 }),
    );
  });

  it('of any shape is taken or refused, never anything else', () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom<unknown>(is, 'x', null, 7, []),
        fc.record({ and: fc.array(tie('any'), { maxLength: 3 }) }),
        fc.record({ or: fc.array(tie('any'), { maxLength: 3 }) }),
        fc.record({ not: tie('any') }),
        fc.record({
          dimension: fc.oneof(fc.constantFrom<string>(...NAMED_DIMENSIONS), fc.string()),
          operator: fc.oneof(fc.constantFrom<string>(...OPERATORS), fc.string()),
          value: fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(null)),
        }),
        fc.object(),
      ),
    })).any;
    fc.assert(
      fc.property(value, (filter) => {
        const fault = faultOfFilter(filter, 'f');
        if (fault) expect(fault).toEqual({ path: expect.stringMatching(/^f/), detail: expect.any(String) });
      }),
    );
  });
});
