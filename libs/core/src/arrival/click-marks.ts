/** The parameters by which networks mark a click on a link to elsewhere, in lower case, and who sets each, as campaigns call them. */
export const CLICK_MARKS: ReadonlyMap<string, string> = new Map([
  ['gclid', 'google'],
  ['gbraid', 'google'],
  ['wbraid', 'google'],
  ['dclid', 'google'],
  ['msclkid', 'bing'],
  ['yclid', 'yandex'],
  ['fbclid', 'facebook'],
  ['twclid', 'x'],
  ['ttclid', 'tiktok'],
  ['li_fat_id', 'linkedin'],
  ['epik', 'pinterest'],
  ['rdt_cid', 'reddit'],
  ['sccid', 'snapchat'],
  ['qclid', 'quora'],
]);

/** Those that mark advertisements among the results of a search, and nothing else. */
export const SEARCH_ADS: ReadonlySet<string> = new Set(['gclid', 'gbraid', 'wbraid', 'msclkid', 'yclid']);

/** That which marks banners. */
export const BANNER_ADS = 'dclid';
