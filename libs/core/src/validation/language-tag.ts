const FORM = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,7}$/;
/** Longest tag that the suite keeps. */
const LONGEST = 35;

/**
 * Reads a language tag (BCP 47) of 35 characters at most.
 *
 * @returns it in its canonical form, deprecated parts replaced (`de-ch` becomes `de-CH`); `undefined` when it is none
 */
export function canonicalLanguage(tag: unknown): string | undefined {
  if (typeof tag !== 'string' || tag.length > LONGEST || !FORM.test(tag)) return undefined;
  try {
    const canonical = Intl.getCanonicalLocales(tag)[0];
    return canonical !== undefined && canonical.length <= LONGEST ? canonical : undefined;
  } catch {
    return undefined;
  }
}
