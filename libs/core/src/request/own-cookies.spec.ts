import { OwnCookies } from './own-cookies.js';

describe('OwnCookies', () => {
  it('are known under every name that a browser may send them by, and no other is', () => {
    const own = new OwnCookies();
    own.keep('privacy_consent', '__Host-session');
    const known = [
      'privacy_consent',
      '__Host-privacy_consent',
      '__Secure-privacy_consent',
      '__Host-Http-session',
      'session',
    ];
    expect(known.filter((name) => !own.has(name))).toEqual([]);
    const others = ['privacy_consents', 'Privacy_consent', '__Host-', 'x__Host-session', '__proto__', ''];
    expect(others.filter((name) => own.has(name))).toEqual([]);
  });
});
