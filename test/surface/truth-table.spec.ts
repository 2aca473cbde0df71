import fc from 'fast-check';
import { readConsentCookie } from '../../libs/client/src/state/consent-cookie.js';
import { evaluate } from '../../libs/client/src/state/evaluate.js';
import { cookieQuestion } from './cookie-question.js';

describe('a page', () => {
  it('answers from the cookie as the server does, in every member', () => {
    fc.assert(
      fc.property(cookieQuestion, ({ cookies, settings, signals, now, answer }) => {
        const stored = readConsentCookie(cookies, settings.cookie);
        expect(evaluate({ stored, settings, signals, now })).toEqual(answer);
      }),
      { numRuns: 5_000 },
    );
  });
});
