/** Pushes a command of Google Consent Mode v2 onto `window.dataLayer`, with all seven types, as categories allow them by default. */
export function tellConsentMode(command: 'default' | 'update', allowed: readonly string[]): void {
  const layer = ((globalThis as { dataLayer?: unknown[] }).dataLayer ??= []);
  const modeOf = (category: string) => (allowed.includes(category) ? 'granted' : 'denied');
  const ads = modeOf('MARKETING');
  const modes = {
    ad_storage: ads,
    ad_user_data: ads,
    ad_personalization: ads,
    analytics_storage: modeOf('STATISTICS'),
    functionality_storage: 'denied',
    personalization_storage: 'denied',
    security_storage: 'granted',
  };
  // Google's tags take a command for one only where it is such an object, and no list.
  const gtag = function (this: void) {
    // eslint-disable-next-line prefer-rest-params -- see above
    layer.push(arguments);
  } as (...words: unknown[]) => void;
  gtag('consent', command, modes);
}
