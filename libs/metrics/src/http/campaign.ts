/** Cheap to ask of every URL; the parameters are only taken apart when it holds. */
const MARKED = /[?&](?:utm_medium|gclid|gbraid|wbraid|msclkid|dclid)=/i;
const CLICK_IDS = ['gclid', 'gbraid', 'wbraid', 'msclkid', 'dclid'];
const EMAIL = new Set(['email', 'e-mail', 'e_mail', 'e mail', 'newsletter']);
const PAID = new Set(['ppc', 'retargeting', 'display', 'banner', 'expandable', 'interstitial']);

const isPaid = (medium: string): boolean => medium.includes('cp') || medium.startsWith('paid') || PAID.has(medium);

/** What the landing URL's own parameters say of the channel: an advertisement, a mailing, or nothing. */
export function campaignOf(url: string): 'paid' | 'email' | undefined {
  const query = url.indexOf('?');
  if (query < 0 || !MARKED.test(url)) return undefined;
  const parameters = new URLSearchParams(url.slice(query + 1));
  const medium = (parameters.get('utm_medium') ?? '').toLowerCase();
  if (CLICK_IDS.some((name) => parameters.has(name)) || isPaid(medium)) return 'paid';
  return EMAIL.has(medium) ? 'email' : undefined;
}
