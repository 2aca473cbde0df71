/** One difference between two contents. */
export interface ContentChange {
  /** Such as `translations.de.title`. */
  readonly path: string;
  /** `null` where there was nothing. */
  readonly before: unknown;
  /** `null` where there is nothing any more. */
  readonly after: unknown;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isListOfObjects = (value: unknown): value is readonly object[] => Array.isArray(value) && value.every(isObject);

const membersOf = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  isObject(value) ? value : isListOfObjects(value) ? Object.fromEntries(Object.entries(value)) : undefined;

/** What differs between two JSON values, in the order of their paths. Objects are compared member by member, lists of words as a whole. */
export function contentChanges(before: unknown, after: unknown, path = ''): readonly ContentChange[] {
  const [had, has] = [membersOf(before), membersOf(after)];
  if (!had || !has) {
    const isSame = JSON.stringify(before ?? null) === JSON.stringify(after ?? null);
    return isSame ? [] : [{ path, before: before ?? null, after: after ?? null }];
  }
  const names = [...new Set([...Object.keys(had), ...Object.keys(has)])].sort();
  return names.flatMap((name) => contentChanges(had[name], has[name], path === '' ? name : `${path}.${name}`));
}
