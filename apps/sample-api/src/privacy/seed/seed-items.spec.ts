import { prefixedCookieName } from '@nest-privacy/core/kit';
import { Environment } from '../../config/environment.js';
import { type VisitorCookie } from './own-items.js';
import { seedItems } from './seed-items.js';

const namesIn = (cookie: VisitorCookie): string[] =>
  seedItems(cookie).flatMap(({ cookies }) => (cookies ?? []).map(({ name }) => name));

describe('the first catalogue', () => {
  it.each(['privacy_consent', 'privacy_subject', 'privacy_visitor'])(
    'names %s as it is set over http and https',
    (name) => {
      for (const secure of [false, true])
        expect(namesIn(new Environment())).toContain(prefixedCookieName(name, { secure }));
    },
  );

  it('tells of the visitor cookie as it is configured', () => {
    const cookie = { VISITOR_COOKIE_NAME: 'guest', VISITOR_COOKIE_PATH: '/shop', VISITOR_COOKIE_DAYS: 30 };
    expect(namesIn(cookie)).toEqual(expect.arrayContaining(['guest', '__Secure-guest']));
    expect(seedItems(cookie)).toContainEqual(
      expect.objectContaining({
        lifetime: 'P30D',
        cookies: expect.arrayContaining([{ name: 'guest', path: '/shop', httpOnly: true }]) as unknown,
        translations: expect.objectContaining({ de: expect.objectContaining({ lifetime: '30 Tage' }) }) as unknown,
      }),
    );
  });
});
