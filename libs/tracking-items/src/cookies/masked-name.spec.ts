import { isCookieName } from './cookie-name.js';
import { maskedName } from './masked-name.js';

describe('the name of a cookie that nobody declared', () => {
  it.each([
    ['_ga', '_ga'],
    ['_ga_1A2B3CXYZQ', '_ga_1A2B3CXYZQ'],
    ['cookieconsent2state', 'cookieconsent2state'],
    ['_pk_id.1.1fff', '_pk_id.1.1fff'],
    ['ab-test-2026', 'ab-test-2026'],
    ['feedface-decade', 'feedface-decade'],
    ['internationalisation', 'internationalisation'],
    ['_hjSession_3456789', '_hjSession_*'],
    ['wordpress_logged_in_5f4dcc3b5aa765d61d8327deb882cf99', 'wordpress_logged_in_*'],
    ['session.01890a5d-ac96-774b-bcce-b302099a8057.x', 'session.*.x'],
    ['01890A5DAC96774BBCCEB302099A8057', '*'],
    ['mp_1234567890123456_x', 'mp_*_x'],
    ['u-aZ81kd92LQpw83hdxqqw', 'u-*'],
    ['V1StGXR8Z5jdHi6BmyTa2.sid', '*.sid'],
    ['12345-67890', '*-*'],
    ['12345**67890', '*'],
    ['__proto__', '__proto__'],
  ])('%s is listed as %s', (name, listed) => {
    expect(maskedName(name)).toBe(listed);
    expect(maskedName(listed)).toBe(listed);
  });

  it.each(['', 'a b', 'a=b', 'a;b', 'a,b', 'a"b', 'ä', 'a\u0000b', 'a\tb', 'a\r\nb', '[a]', 'a/b', 'x'.repeat(129)])(
    'is none: %j',
    (name) => {
      expect(isCookieName(name, 128)).toBe(false);
    },
  );

  it('may have every character of a token, and so many of them', () => {
    expect([isCookieName("!#$%&'*+-.^_`|~aZ09", 128), isCookieName('x'.repeat(128), 128)]).toEqual([true, true]);
  });
});
