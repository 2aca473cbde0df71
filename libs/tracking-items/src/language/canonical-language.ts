/** A language tag as BCP 47 has them, as far as a catalogue needs: language, script, region, variants. */
export const LANGUAGE_TAG = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/;

/**
 * The tag in its canonical case and with deprecated parts replaced: `de-ch` becomes `de-CH`.
 *
 * @returns `undefined` when `tag` is not a language tag
 */
export function canonicalLanguage(tag: string): string | undefined {
  if (!LANGUAGE_TAG.test(tag)) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
