/**
 * Reads `DNT` as the original Django middleware did: present and not exactly `1` is `false`.
 *
 * @param value the field's value, several lines joined by `, `; `undefined` when there is none
 */
export const parseDntLegacy = (value: string | undefined): boolean | null =>
  value === undefined ? null : value === '1';
