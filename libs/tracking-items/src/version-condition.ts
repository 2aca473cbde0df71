/** The versions of an item that a change may be applied to. */
export type VersionCondition = 'any' | readonly number[];

/** The strong entity tag of a version. */
export const entityTag = (version: number): string => `"${version}"`;

const TAG = /^"(\d{1,10})"$/;

/**
 * Reads an `If-Match` header (RFC 9110, section 13.1.1). Weak tags and tags of others never match, as the section demands.
 *
 * @returns `undefined` when there is no header
 */
export function versionCondition(header: string | undefined): VersionCondition | undefined {
  if (header === undefined) return undefined;
  if (header.trim() === '*') return 'any';
  return header
    .split(',')
    .map((tag) => TAG.exec(tag.trim())?.[1])
    .filter((version) => version !== undefined)
    .map(Number);
}

/** Whether a change with this condition may be applied to this version. */
export const allowsVersion = (condition: VersionCondition, version: number): boolean =>
  condition === 'any' || condition.includes(version);
