import { resolveAnalyticsOptions } from './resolve-analytics-options.js';

const ORDER = { dimension: 'event', operator: 'is', value: 'order' };

describe('options', () => {
  it('have defaults', () => {
    expect(resolveAnalyticsOptions({})).toMatchObject({
      role: 'all',
      batchSize: 500,
      bufferSize: 10_000,
      bots: 'mark',
      places: 'country',
      misses: 'count',
      retention: { events: 90, visits: 90, sums: 25 },
    });
    expect(resolveAnalyticsOptions({ retention: { events: 30, sums: 0 } }).retention).toEqual({
      events: 30,
      visits: 30,
      sums: 'keep',
    });
  });

  it('say where in a goal the fault is, and what to do', () => {
    const filter = { and: [ORDER, { ...ORDER, value: 5 }] };
    expect(() => resolveAnalyticsOptions({ goals: [{ name: 'order', filter }] } as never)).toThrow(
      /goals\[0\]\.filter\.and\[1\]\.value/,
    );
    expect(resolveAnalyticsOptions({ goals: [{ name: 'order', filter: ORDER }] } as never).goals).toHaveLength(1);
  });

  it.each([
    [{ role: 'boss' }, 'ANALYTICS_OPTION_INVALID'],
    [{ batchSize: 501 }, 'ANALYTICS_OPTION_INVALID'],
    [{ bufferSize: 0 }, 'ANALYTICS_OPTION_INVALID'],
    [{ flushInterval: 0.5 }, 'ANALYTICS_OPTION_INVALID'],
    [{ cookieName: 'a;b' }, 'ANALYTICS_OPTION_INVALID'],
    [{ allowedOrigins: ['example.com/path'] }, 'ANALYTICS_OPTION_INVALID'],
    [{ cookieName: '__host-visitor' }, 'ANALYTICS_OPTION_INVALID'],
    [{ cookiePath: 'shop' }, 'ANALYTICS_OPTION_INVALID'],
    [{ cookiePath: '/; Domain=example.com' }, 'ANALYTICS_OPTION_INVALID'],
    [{ cookieLifetime: 400 * 86_400_000 }, 'ANALYTICS_OPTION_INVALID'],
    [{ cookieLifetime: 1_000 }, 'ANALYTICS_OPTION_INVALID'],
    [{ rateLimit: { events: 0 } }, 'ANALYTICS_OPTION_INVALID'],
    [{ rateLimit: { per: 10 } }, 'ANALYTICS_OPTION_INVALID'],
    [{ rateLimit: 'none' }, 'ANALYTICS_OPTION_INVALID'],
    [{ saltKey: 'short' }, 'ANALYTICS_OPTION_INVALID'],
    [{ saltKey: { file: '' } }, 'ANALYTICS_OPTION_INVALID'],
    [{ mask: ['phone'] }, 'MASK_INVALID'],
    [{ referrers: 'none' }, 'ANALYTICS_OPTION_INVALID'],
    [{ people: ['ab'] }, 'ANALYTICS_OPTION_INVALID'],
    [{ people: 'okhttp/' }, 'ANALYTICS_OPTION_INVALID'],
    [{ people: Array(51).fill('okhttp/') }, 'ANALYTICS_OPTION_INVALID'],
    [{ places: 'city' }, 'ANALYTICS_OPTION_INVALID'],
    [{ misses: true }, 'ANALYTICS_OPTION_INVALID'],
    [{ goals: 'order' }, 'ANALYTICS_OPTION_INVALID'],
    [{ goals: [{ name: '', filter: ORDER }] }, 'ANALYTICS_OPTION_INVALID'],
    [{ goals: [{ name: 'order', filter: { ...ORDER, operator: 'like' } }] }, 'ANALYTICS_OPTION_INVALID'],
    [{ goals: [1, 2].map(() => ({ name: 'order', filter: ORDER })) }, 'ANALYTICS_OPTION_INVALID'],
    [{ goals: Array.from({ length: 51 }, (_, i) => ({ name: `${i}`, filter: ORDER })) }, 'ANALYTICS_OPTION_INVALID'],
    [{ goals: [{ name: 'order', filter: ORDER, value: 1 }] }, 'ANALYTICS_OPTION_INVALID'],
    [{ retention: 90 }, 'ANALYTICS_OPTION_INVALID'],
    [{ retention: { events: 1 } }, 'ANALYTICS_OPTION_INVALID'],
    [{ retention: { visits: 2.5 } }, 'ANALYTICS_OPTION_INVALID'],
    [{ retention: { event: 90 } }, 'ANALYTICS_OPTION_INVALID'],
    [{ retention: { sums: 2 } }, 'ANALYTICS_OPTION_INVALID'],
    [{ retention: { events: 'keep' } }, 'ANALYTICS_OPTION_INVALID'],
    [{ unheard: 1 }, 'OPTION_UNKNOWN'],
    [{ secrets: ['short'] }, 'SECRET_TOO_SHORT'],
    [{ ignorePaths: ['no-slash'] }, 'PATH_PATTERN_INVALID'],
    [{ ignorePaths: ['/a**b'] }, 'PATH_PATTERN_INVALID'],
  ])('%j are refused with %s', (options, code) => {
    expect(() => resolveAnalyticsOptions(options as never)).toThrow(expect.objectContaining({ code }));
  });
});
