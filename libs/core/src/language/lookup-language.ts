/**
 * The best of the available languages for one that is wanted: itself, else the tag shortened from its end until one is there (RFC 4647,
 * section 3.4): `zh-Hant-TW`, `zh-Hant`, `zh`.
 *
 * @param wanted canonical tag
 */
export function lookupLanguage(wanted: string, available: ReadonlySet<string>): string | undefined {
  let tag = wanted;
  while (tag !== '') {
    if (available.has(tag)) return tag;
    tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')));
  }
  return undefined;
}
