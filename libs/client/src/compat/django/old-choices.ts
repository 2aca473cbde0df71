/** What django-privacy-mgmt wrote where nobody had chosen: reading a preference wrote it into the cookie. */
const DEFAULTS: Readonly<Record<string, boolean>> = { ESSENTIALS: true, STATISTICS: true, MARKETING: false };

/**
 * What visitors chose in django-privacy-mgmt, by category. Its cookie holds defaults as if they had been chosen, so that only what differs from them is known to
 * be a choice: a refusal of STATISTICS is one, a grant of it is not.
 *
 * @param cookies `document.cookie`
 */
export function oldChoices(cookies: string): Readonly<Record<string, boolean>> {
  try {
    const value = /(?:^|; )django_privacy_mgmt_preferences=([^;]*)/.exec(cookies)![1]!;
    const found = Object.entries(JSON.parse(decodeURIComponent(value)) as Record<string, unknown>);
    const isChoice = (choice: [string, unknown]): choice is [string, boolean] =>
      typeof choice[1] === 'boolean' && choice[1] !== DEFAULTS[choice[0]];
    return Object.fromEntries(found.filter(isChoice));
  } catch {
    // There is no such cookie, or it is spoilt.
    return {};
  }
}
